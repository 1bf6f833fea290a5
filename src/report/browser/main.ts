import { offerCopies } from "./offer-copies.js";
import { offerFigures } from "./offer-figures.js";
import { offerTables } from "./offer-tables.js";
import { openPairs } from "./open-pair.js";
import { readFigures } from "./read-figures.js";
import { sortTables } from "./sort-tables.js";

readFigures(document);
offerFigures(document);
openPairs();
offerTables();
offerCopies();
sortTables();
