import { axeTests } from "../world/axe.ts";

axeTests(0);
