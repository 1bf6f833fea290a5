/* Ranks of float64 numbers, tied ones sharing the mean of theirs, by a radix sort. Knuth 1998, section 5.2.5. */
#include "memory.h"
#include "vector.h"

typedef unsigned long long key;

/* Bits a pass: 256 heaps are few enough for the caches and the page table to keep the end of each at hand. */
#define BITS 8
#define HEAPS (1 << BITS)
#define PASSES (64 / BITS)

#define SIGN 0x8000000000000000ull

/* A key that sorts as an unsigned integer as the number does: positive numbers above negative ones, whose order turns. */
static inline key key_of(double value) {
  union {
    double value;
    key bits;
  } of = {.value = value + 0.0}; /* −0 + 0 is 0: the two zeros are one number. */
  return of.bits ^ (of.bits & SIGN ? ~0ull : SIGN);
}

static inline double value_of(key sorted) {
  union {
    key bits;
    double value;
  } of = {.bits = sorted ^ (sorted & SIGN ? SIGN : ~0ull)};
  return of.value;
}

static void count_digits(unsigned n, const key* keys, unsigned counts[PASSES][HEAPS]) {
  __builtin_memset(counts, 0, PASSES * HEAPS * sizeof(unsigned));
  for (unsigned i = 0; i < n; i++)
    for (int pass = 0; pass < PASSES; pass++) counts[pass][(keys[i] >> (pass * BITS)) & (HEAPS - 1)]++;
}

/* Distributes keys and their places by one digit; equal digits stay in order. */
static void distribute(unsigned n, int shift, unsigned* counts, const key* keys, const unsigned* places, key* to_keys,
                       unsigned* to_places) {
  unsigned next = 0;
  for (int heap = 0; heap < HEAPS; heap++) {
    const unsigned count = counts[heap];
    counts[heap] = next;
    next += count;
  }
  for (unsigned i = 0; i < n; i++) {
    const unsigned to = counts[(keys[i] >> shift) & (HEAPS - 1)]++;
    to_keys[to] = keys[i];
    to_places[to] = places[i];
  }
}

/* Infinities have no difference. */
static inline int are_tied(key lower, key upper, double tie) {
  return lower == upper || value_of(upper) - value_of(lower) <= tie;
}

/* A run of numbers, each within `tie` of the next, shares the mean of the ranks that they would have one by one, from 1 on. */
static void write_ranks(unsigned n, const key* keys, const unsigned* places, double tie, double* ranks) {
  for (unsigned first = 0, end; first < n; first = end) {
    for (end = first + 1; end < n && are_tied(keys[end - 1], keys[end], tie);) end++;
    const double mean = ((double)first + 1 + end) / 2;
    for (unsigned i = first; i < end; i++) ranks[places[i]] = mean;
  }
}

/* Ranks of n numbers, none of them NaN, and which has each rank. Overwrites the numbers; returns where the ranks are. */
double* EXPORT(ranks)(unsigned n, double* values, double tie, unsigned* order) {
  static unsigned counts[PASSES][HEAPS];
  key *keys = (key*)values, *other_keys = (key*)numbers(n);
  unsigned *places = allocate(n * sizeof(unsigned)), *other_places = allocate(n * sizeof(unsigned));
  for (unsigned i = 0; i < n; i++) {
    keys[i] = key_of(values[i]);
    places[i] = i;
  }
  count_digits(n, keys, counts);
  for (int pass = 0; pass < PASSES && n > 0; pass++) {
    const int shift = pass * BITS;
    /* A digit that all numbers share orders nothing: of float32 numbers three of eight. */
    if (counts[pass][(keys[0] >> shift) & (HEAPS - 1)] == n) continue;
    distribute(n, shift, counts[pass], keys, places, other_keys, other_places);
    key* sorted = other_keys;
    unsigned* sorted_places = other_places;
    other_keys = keys, other_places = places;
    keys = sorted, places = sorted_places;
  }
  write_ranks(n, keys, places, tie, (double*)other_keys);
  __builtin_memcpy(order, places, n * sizeof(unsigned));
  return (double*)other_keys;
}
