#include "memory.h"

#define PAGE 65536u
#define CACHE_LINE 64u

/* Set by the linker: where the module's own data end. */
extern unsigned char __heap_base;

static unsigned top = 0;

unsigned EXPORT(mark)(void) {
  if (top == 0) top = ((unsigned)&__heap_base + CACHE_LINE - 1) & ~(CACHE_LINE - 1);
  return top;
}

void EXPORT(release)(unsigned to) { top = to; }

void* EXPORT(allocate)(unsigned bytes) {
  const unsigned start = mark();
  /* In 64 bits, because what is asked for may pass the end of a 32-bit address. */
  const unsigned long long end = ((unsigned long long)start + bytes + CACHE_LINE - 1) & ~(unsigned long long)(CACHE_LINE - 1);
  if (end > 0xffffffffu) __builtin_trap();
  const unsigned pages = (unsigned)((end + PAGE - 1) / PAGE), held = __builtin_wasm_memory_size(0);
  if (pages > held && __builtin_wasm_memory_grow(0, pages - held) == (unsigned long)-1) __builtin_trap();
  top = (unsigned)end;
  return (void*)start;
}
