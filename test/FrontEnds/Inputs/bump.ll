; Adds one to each of 16 words. To be merged into the core that calls it.
target triple = "aie2"

define linkonce_odr void @bump(ptr %data) alwaysinline {
entry:
  br label %body
body:
  %i = phi i32 [ 0, %entry ], [ %next, %body ]
  %place = getelementptr inbounds i32, ptr %data, i32 %i
  %old = load i32, ptr %place, align 4
  %new = add i32 %old, 1
  store i32 %new, ptr %place, align 4
  %next = add nuw nsw i32 %i, 1
  %done = icmp eq i32 %next, 16
  br i1 %done, label %exit, label %body
exit:
  ret void
}
