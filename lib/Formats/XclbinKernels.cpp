//===- XclbinKernels.cpp - the EMBEDDED_METADATA section ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/XclbinKernels.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <pugixml.hpp>

using namespace aieforge;
using namespace aieforge::xclbin;
using namespace llvm;

static Attribute attributeOf(const pugi::xml_node &Node, const char *Name) {
  if (pugi::xml_attribute A = Node.attribute(Name))
    return std::string(A.value());
  return std::nullopt;
}

static KernelArgument readArgument(const pugi::xml_node &Node) {
  KernelArgument A;
  A.Name = attributeOf(Node, "name");
  A.AddressQualifier = attributeOf(Node, "addressQualifier");
  A.Id = attributeOf(Node, "id");
  A.Size = attributeOf(Node, "size");
  A.Offset = attributeOf(Node, "offset");
  A.HostOffset = attributeOf(Node, "hostOffset");
  A.HostSize = attributeOf(Node, "hostSize");
  A.Type = attributeOf(Node, "type");
  return A;
}

static Kernel readKernel(const pugi::xml_node &Node) {
  Kernel K;
  K.Name = attributeOf(Node, "name");
  K.Language = attributeOf(Node, "language");
  K.Type = attributeOf(Node, "type");
  if (pugi::xml_node Data = Node.child("extended-data"))
    K.Extended = ExtendedData{attributeOf(Data, "subtype"),
                              attributeOf(Data, "functional"),
                              attributeOf(Data, "dpu_kernel_id")};
  for (const pugi::xml_node &Child : Node.children("arg"))
    K.Arguments.push_back(readArgument(Child));
  for (const pugi::xml_node &Child : Node.children("instance"))
    K.Instances.push_back(Child.attribute("name").value());
  return K;
}

Expected<EmbeddedMetadata> xclbin::parseEmbeddedMetadata(BytesRef Payload) {
  StringRef Text = toStringRef(Payload);
  Text = Text.take_until([](char C) { return C == 0; });
  pugi::xml_document Document;
  pugi::xml_parse_result Result = Document.load_buffer(
      Text.data(), Text.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!Result) {
    uint64_t At =
        std::min<uint64_t>(std::max<ptrdiff_t>(Result.offset, 0), Text.size());
    return makeError("EMBEDDED_METADATA: not well-formed XML: {0} in line {1} "
                     "(offset {2:x} of {3} bytes)",
                     StringRef(Result.description()).rtrim('.'),
                     Text.take_front(At).count('\n') + 1, At, Text.size());
  }
  EmbeddedMetadata M;
  pugi::xml_node Core =
      Document.child("project").child("platform").child("device").child("core");
  M.HasCore = !Core.empty();
  for (const pugi::xml_node &Node : Core.children("kernel"))
    M.Kernels.push_back(readKernel(Node));
  return M;
}

namespace {
/// Writes elements and attributes, two blanks a level.
class XmlWriter {
public:
  explicit XmlWriter(raw_ostream &OS, unsigned Depth = 0)
      : OS(OS), Depth(Depth) {}

  void open(StringRef Element) {
    begin(Element);
    OS << ">\n";
    ++Depth;
  }
  void close(StringRef Element) {
    --Depth;
    OS.indent(2 * Depth) << "</" << Element << ">\n";
  }
  void begin(StringRef Element) { OS.indent(2 * Depth) << "<" << Element; }
  void attribute(StringRef Name, const Attribute &Value) {
    if (!Value)
      return;
    OS << " " << Name << "=\"";
    printHTMLEscaped(*Value, OS); // The five that XML has, too.
    OS << "\"";
  }
  void endEmpty() { OS << "/>\n"; }
  void endOpen() {
    OS << ">\n";
    ++Depth;
  }

private:
  raw_ostream &OS;
  unsigned Depth;
};
} // namespace

/// Elements around a kernel: project, platform, device, core.
static constexpr unsigned KernelDepth = 4;

static void writeKernel(XmlWriter &W, const Kernel &K) {
  W.begin("kernel");
  W.attribute("name", K.Name);
  W.attribute("language", K.Language);
  W.attribute("type", K.Type);
  W.endOpen();
  if (K.Extended) {
    W.begin("extended-data");
    W.attribute("subtype", K.Extended->Subtype);
    W.attribute("functional", K.Extended->Functional);
    W.attribute("dpu_kernel_id", K.Extended->DpuKernelId);
    W.endEmpty();
  }
  for (const KernelArgument &A : K.Arguments) {
    W.begin("arg");
    W.attribute("name", A.Name);
    W.attribute("addressQualifier", A.AddressQualifier);
    W.attribute("id", A.Id);
    W.attribute("size", A.Size);
    W.attribute("offset", A.Offset);
    W.attribute("hostOffset", A.HostOffset);
    W.attribute("hostSize", A.HostSize);
    W.attribute("type", A.Type);
    W.endEmpty();
  }
  for (const std::string &Name : K.Instances) {
    W.begin("instance");
    W.attribute("name", Name);
    W.endEmpty();
  }
  W.close("kernel");
}

Bytes xclbin::serialize(const EmbeddedMetadata &M) {
  std::string Text;
  raw_string_ostream OS(Text);
  OS << "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
  XmlWriter W(OS);
  constexpr StringLiteral Containers[] = {"project", "platform", "device",
                                          "core"};
  for (StringRef Container : Containers)
    W.open(Container);
  for (const Kernel &K : M.Kernels)
    writeKernel(W, K);
  for (StringRef Container : reverse(Containers))
    W.close(Container);
  return Bytes(Text.begin(), Text.end());
}

Expected<Bytes> xclbin::appendKernel(BytesRef Payload, const Kernel &K) {
  StringRef Text = toStringRef(Payload);
  size_t At = Text.rfind("</core>");
  if (At == StringRef::npos)
    return makeError("EMBEDDED_METADATA: there is no end of an element core, "
                     "behind whose last kernel another one could stand");
  // The kernel stands in front of the line with the closing tag.
  StringRef Before = Text.take_front(At).rtrim(" ");
  std::string Added;
  raw_string_ostream OS(Added);
  XmlWriter W(OS, KernelDepth);
  writeKernel(W, K);
  std::string Out = (Before + Added + Text.drop_front(Before.size())).str();
  return Bytes(Out.begin(), Out.end());
}

XmlNumber xclbin::parseXmlNumber(StringRef Text) {
  XmlNumber N;
  StringRef Rest = Text.ltrim(" \t\n\v\f\r");
  Rest.consume_front("+");
  // LLVM would take "0b1" and "0o7" for numbers, C does not.
  unsigned Radix = 10;
  if (Rest.size() > 2 && (Rest.starts_with("0x") || Rest.starts_with("0X")) &&
      isHexDigit(Rest[2])) {
    Rest = Rest.drop_front(2);
    Radix = 16;
  } else if (Rest.size() > 1 && Rest[0] == '0' && isDigit(Rest[1])) {
    Radix = 8;
  }
  unsigned long long Value = 0;
  N.Valid = !Rest.consumeInteger(Radix, Value);
  N.Value = Value;
  N.Trailing = N.Valid && !Rest.empty();
  return N;
}
