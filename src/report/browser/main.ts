import { offerCopies } from "./offer-copies.js";
import { offerFigures } from "./offer-figures.js";
import { offerTables } from "./offer-tables.js";
import { readFigures } from "./read-figures.js";
import { sortTables } from "./sort-tables.js";

readFigures();
offerFigures();
offerTables();
offerCopies();
sortTables();
