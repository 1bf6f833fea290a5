/* The memory behind the module's own data, handed out from the bottom up and given back from the top down. */
#pragma once

/* Two steps, so that a name that is itself a macro is exported as what it stands for. */
#define EXPORT(name) EXPORT_AS(name)
#define EXPORT_AS(name) __attribute__((export_name(#name))) name

/* Room for so many bytes, on a boundary of a cache line, its content unspecified. Traps where there is no memory left. */
void* allocate(unsigned bytes);
/* What to give to release() so that everything allocated since is free again. */
unsigned mark(void);
void release(unsigned to);

static inline double* numbers(unsigned count) {
  if (count > 0xffffffffu / sizeof(double)) __builtin_trap();
  return allocate(count * sizeof(double));
}
