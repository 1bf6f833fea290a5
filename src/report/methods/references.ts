/** A work that a method comes from. */
export interface Reference {
  readonly kind: "article" | "inproceedings" | "misc";
  /** Last names first, as BibTeX takes them; empty where they are not given. */
  readonly author: string;
  readonly title: string;
  readonly year: number;
  /** Journal, proceedings or number on arXiv. */
  readonly where: string;
}

const conference = (author: string, title: string, where: string, year: number): Reference => ({
  ...{ kind: "inproceedings", author, title, where, year },
});
const journal = (author: string, title: string, where: string, year: number): Reference => ({
  ...{ kind: "article", author, title, where, year },
});

/** The works behind what trisim computes, by their BibTeX keys. */
export const REFERENCES = {
  triangle2026: {
    ...{ kind: "misc", author: "", where: "arXiv:2601.17093", year: 2026 },
    title: "The Triangle of Similarity: A Multi-Faceted Framework for Comparing Neural Network Representations",
  },
  kornblith2019: conference(
    "Kornblith, Simon and Norouzi, Mohammad and Lee, Honglak and Hinton, Geoffrey",
    "Similarity of Neural Network Representations Revisited",
    "International Conference on Machine Learning",
    2019,
  ),
  song2012: journal(
    "Song, Le and Smola, Alex and Gretton, Arthur and Bedo, Justin and Borgwardt, Karsten",
    "Feature Selection via Dependence Maximization",
    "Journal of Machine Learning Research",
    2012,
  ),
  szekely2014: journal(
    "Székely, Gábor J. and Rizzo, Maria L.",
    "Partial Distance Correlation with Methods for Dissimilarities",
    "The Annals of Statistics",
    2014,
  ),
  nguyen2021: conference(
    "Nguyen, Thao and Raghu, Maithra and Kornblith, Simon",
    "Do Wide and Deep Networks Learn the Same Things? Uncovering How Neural Network Representations Vary with Width and Depth",
    "International Conference on Learning Representations",
    2021,
  ),
  williams2021: conference(
    "Williams, Alex H. and Kunz, Erin and Kornblith, Simon and Linderman, Scott W.",
    "Generalized Shape Metrics on Neural Representations",
    "Advances in Neural Information Processing Systems",
    2021,
  ),
  raghu2017: conference(
    "Raghu, Maithra and Gilmer, Justin and Yosinski, Jason and Sohl-Dickstein, Jascha",
    "SVCCA: Singular Vector Canonical Correlation Analysis for Deep Learning Dynamics and Interpretability",
    "Advances in Neural Information Processing Systems",
    2017,
  ),
  morcos2018: conference(
    "Morcos, Ari S. and Raghu, Maithra and Bengio, Samy",
    "Insights on Representational Similarity in Neural Networks with Canonical Correlation",
    "Advances in Neural Information Processing Systems",
    2018,
  ),
  kriegeskorte2008: journal(
    "Kriegeskorte, Nikolaus and Mur, Marieke and Bandettini, Peter",
    "Representational Similarity Analysis: Connecting the Branches of Systems Neuroscience",
    "Frontiers in Systems Neuroscience",
    2008,
  ),
  huh2024: conference(
    "Huh, Minyoung and Cheung, Brian and Wang, Tongzhou and Isola, Phillip",
    "The Platonic Representation Hypothesis",
    "International Conference on Machine Learning",
    2024,
  ),
  benjamini1995: journal(
    "Benjamini, Yoav and Hochberg, Yosef",
    "Controlling the False Discovery Rate: A Practical and Powerful Approach to Multiple Testing",
    "Journal of the Royal Statistical Society B",
    1995,
  ),
  lin1991: journal(
    "Lin, Jianhua",
    "Divergence Measures Based on the Shannon Entropy",
    "IEEE Transactions on Information Theory",
    1991,
  ),
  geirhos2020: conference(
    "Geirhos, Robert and Meding, Kristof and Wichmann, Felix A.",
    "Beyond Accuracy: Quantifying Trial-by-Trial Behaviour of CNNs and Humans by Measuring Error Consistency",
    "Advances in Neural Information Processing Systems",
    2020,
  ),
  frankle2020: conference(
    "Frankle, Jonathan and Dziugaite, Gintare Karolina and Roy, Daniel M. and Carbin, Michael",
    "Linear Mode Connectivity and the Lottery Ticket Hypothesis",
    "International Conference on Machine Learning",
    2020,
  ),
  entezari2022: conference(
    "Entezari, Rahim and Sedghi, Hanie and Saukh, Olga and Neyshabur, Behnam",
    "The Role of Permutation Invariance in Linear Mode Connectivity of Neural Networks",
    "International Conference on Learning Representations",
    2022,
  ),
  ainsworth2023: conference(
    "Ainsworth, Samuel K. and Hayase, Jonathan and Srinivasa, Siddhartha",
    "Git Re-Basin: Merging Models modulo Permutation Symmetries",
    "International Conference on Learning Representations",
    2023,
  ),
  jordan2023: conference(
    "Jordan, Keller and Sedghi, Hanie and Saukh, Olga and Entezari, Rahim and Neyshabur, Behnam",
    "REPAIR: REnormalizing Permuted Activations for Interpolation Repair",
    "International Conference on Learning Representations",
    2023,
  ),
  han2015: conference(
    "Han, Song and Pool, Jeff and Tran, John and Dally, William J.",
    "Learning Both Weights and Connections for Efficient Neural Networks",
    "Advances in Neural Information Processing Systems",
    2015,
  ),
  li2017: conference(
    "Li, Hao and Kadav, Asim and Durdanovic, Igor and Samet, Hanan and Graf, Hans Peter",
    "Pruning Filters for Efficient ConvNets",
    "International Conference on Learning Representations",
    2017,
  ),
  lee2021: conference(
    "Lee, Jaeho and Park, Sejun and Mo, Sangwoo and Ahn, Sungsoo and Shin, Jinwoo",
    "Layer-Adaptive Sparsity for the Magnitude-Based Pruning",
    "International Conference on Learning Representations",
    2021,
  ),
  mishra2021: {
    ...{ kind: "misc", where: "arXiv:2104.08378", year: 2021 },
    author: "Mishra, Asit and others",
    title: "Accelerating Sparse Deep Neural Networks",
  },
  sun2024: conference(
    "Sun, Mingjie and Liu, Zhuang and Bair, Anna and Kolter, J. Zico",
    "A Simple and Effective Pruning Approach for Large Language Models",
    "International Conference on Learning Representations",
    2024,
  ),
  roy2007: conference(
    "Roy, Olivier and Vetterli, Martin",
    "The Effective Rank: A Measure of Effective Dimensionality",
    "European Signal Processing Conference",
    2007,
  ),
  sokal1958: journal(
    "Sokal, Robert R. and Michener, Charles D.",
    "A Statistical Method for Evaluating Systematic Relationships",
    "University of Kansas Science Bulletin",
    1958,
  ),
  torgerson1952: journal(
    "Torgerson, Warren S.",
    "Multidimensional Scaling: I. Theory and Method",
    "Psychometrika",
    1952,
  ),
  anderson2001: journal(
    "Anderson, Marti J.",
    "A New Method for Non-Parametric Multivariate Analysis of Variance",
    "Austral Ecology",
    2001,
  ),
  holm1979: journal(
    "Holm, Sture",
    "A Simple Sequentially Rejective Multiple Test Procedure",
    "Scandinavian Journal of Statistics",
    1979,
  ),
} as const satisfies Record<string, Reference>;

export type ReferenceKey = keyof typeof REFERENCES;
