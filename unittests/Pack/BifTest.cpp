//===- BifTest.cpp - what goes into a device image ------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Pack/Bif.h"
#include "llvm/Testing/Support/Error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace aieforge;
using namespace aieforge::pack;
using llvm::Failed;
using llvm::FailedWithMessage;
using llvm::Succeeded;
using testing::ElementsAre;
using testing::HasSubstr;

/// What tools for NPUs write.
static const char *const Usual = "all:\n"
                                 "{\n"
                                 "  id_code = 0x14ca8093\n"
                                 "  extended_id_code = 0x01\n"
                                 "  image\n"
                                 "  {\n"
                                 "    name=aie_image, id=0x1c000000\n"
                                 "    { type=cdo\n"
                                 "      file=main_aie_cdo_elfs.bin\n"
                                 "      file=main_aie_cdo_init.bin\n"
                                 "      file=main_aie_cdo_enable.bin\n"
                                 "    }\n"
                                 "  }\n"
                                 "}\n";

TEST(Bif, UsualForm) {
  EXPECT_TRUE(looksLikeBif(Usual));
  Expected<Bif> B = parseBif(Usual);
  ASSERT_THAT_EXPECTED(B, Succeeded());
  EXPECT_EQ(B->IdCode, 0x14CA8093u);
  EXPECT_EQ(B->ExtendedIdCode, 1u);
  EXPECT_EQ(B->ImageName, "aie_image");
  EXPECT_EQ(B->ImageId, 0x1C000000u);
  EXPECT_THAT(B->Files,
              ElementsAre("main_aie_cdo_elfs.bin", "main_aie_cdo_init.bin",
                          "main_aie_cdo_enable.bin"));
  EXPECT_THAT_ERROR(checkForNpu(*B), Succeeded());
}

TEST(Bif, OtherSpellings) {
  Expected<Bif> B = parseBif(
      "/* two\nlines */ the_image: { // rest\n"
      "image { partition { id = 1, type = cdo, file = \"/tmp/a b.bin\" } } }");
  // Quotes hold blanks together for people, not for this reader.
  EXPECT_THAT_EXPECTED(std::move(B), Failed());
  B = parseBif("/* two\nlines */ the_image: { // rest\n"
               "image { partition { id = 1, type = cdo, file = \"C:\\a.bin\" "
               "} } }");
  ASSERT_THAT_EXPECTED(B, Succeeded());
  EXPECT_THAT(B->Files, ElementsAre("C:\\a.bin"));
  EXPECT_FALSE(looksLikeBif("cdo\nwrite 1 2\n"));
  EXPECT_FALSE(looksLikeBif("{ \"a\": 1 }"));
}

TEST(Bif, Refusals) {
  auto Fails = [](const char *Text, const char *Message) {
    EXPECT_THAT_EXPECTED(parseBif(Text), FailedWithMessage(HasSubstr(Message)));
  };
  Fails("all { }", "line 1: \":\" is expected");
  Fails("all: {\nimage {\n { type = elf file=a }}}", "type elf");
  Fails("all: {\nimage { { type=cdo file=a }\n { type=cdo file=b } } }",
        "line 3: a second partition");
  Fails("all: { image { { file=a } } image { { file=b } } }", "a second image");
  Fails("all: { image { { file=a encryption=aes } } }",
        "the attribute encryption");
  Fails("all: { id_code = x }", "is no number of 32 bits");
  Fails("all: { image { { file=a }", "never closed");
  Fails("all: { image { { type=cdo } } }", "no partition names a CDO file");
  Fails("all: { image { { file= } } }", "the value of file is missing");
  Fails("all: { image { { file=a } } } x", "\"x\" stands behind the end");
}

TEST(Bif, OtherDevices) {
  Expected<Bif> B = parseBif(Usual);
  ASSERT_THAT_EXPECTED(B, Succeeded());
  B->IdCode = 0x04CA8093;
  EXPECT_THAT_ERROR(checkForNpu(*B),
                    FailedWithMessage(HasSubstr("id_code is 0x4ca8093")));
}

TEST(Bif, EveryTruncationIsAnError) {
  std::string Text = Usual;
  for (size_t Size = 0; Size + 2 < Text.size(); ++Size)
    EXPECT_THAT_EXPECTED(parseBif(Text.substr(0, Size)), Failed()) << Size;
}
