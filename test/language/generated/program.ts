// Generated from spec/. Change the files there and run `npx toolwright generate`.
import type { Program } from 'toolwright/runtime';
import { server } from './server.js';
import { burnBox } from './tools/archive/boxes/burn_box.js';
import { listBoxes } from './tools/archive/boxes/list_boxes.js';
import { moveBox } from './tools/archive/boxes/move_box.js';
import { sealBox } from './tools/archive/boxes/seal_box.js';
import { addPlant } from './tools/garden/plants/add_plant.js';
import { countPlants } from './tools/garden/plants/count_plants.js';
import { plantRow } from './tools/garden/plants/plant_row.js';
import { tendPlant } from './tools/garden/plants/tend_plant.js';
import { describeStock } from './tools/garden/seeds/describe_stock.js';
import { listSeeds } from './tools/garden/seeds/list_seeds.js';
import { countGifts } from './tools/gifts/wrapping/count_gifts.js';
import { wrapGift } from './tools/gifts/wrapping/wrap_gift.js';
import { countPots } from './tools/kiln/firings/count_pots.js';
import { drawPlan } from './tools/kiln/firings/draw_plan.js';
import { firePot } from './tools/kiln/firings/fire_pot.js';
import { listClays } from './tools/kiln/firings/list_clays.js';
import { peekInKiln } from './tools/kiln/firings/peek_in_kiln.js';
import { watchKiln } from './tools/kiln/firings/watch_kiln.js';
import { addBill } from './tools/ledger/bills/add_bill.js';
import { listBills } from './tools/ledger/bills/list_bills.js';
import { removeBill } from './tools/ledger/bills/remove_bill.js';
import { settleBill } from './tools/ledger/bills/settle_bill.js';
import { writeLetter } from './tools/ledger/bills/write_letter.js';
import { retitleBook } from './tools/library/books/retitle_book.js';
import { listDesks } from './tools/office/desks/list-desks.js';
import { moveDesk } from './tools/office/desks/move-desk.js';
import { createPlan } from './tools/planning/plans/create_plan.js';
import { updateTask } from './tools/planning/plans/update_task.js';
import { catalogItemGet } from './tools/sales/catalog/catalog.item.get.js';
import { addSample } from './tools/stock/samples/add_sample.js';
import { countEverything } from './tools/stock/samples/count_everything.js';
import { listSamples } from './tools/stock/samples/list_samples.js';
import { openShelf } from './tools/stock/samples/open_shelf.js';
import { searchSamples } from './tools/stock/samples/search_samples.js';
import { tabulateSamples } from './tools/stock/samples/tabulate_samples.js';
import { weighSamples } from './tools/stock/samples/weigh_samples.js';
import { book } from './resources/library/book.js';
import { rules } from './resources/library/rules.js';
import { seal } from './resources/library/seal.js';
import { shelf } from './resources/library/shelf.js';
import { greet } from './prompts/library/greet.js';
import { summarizeBook } from './prompts/library/summarize_book.js';

export const program: Program = {
  server,
  tools: [
    burnBox,
    listBoxes,
    moveBox,
    sealBox,
    addPlant,
    countPlants,
    plantRow,
    tendPlant,
    describeStock,
    listSeeds,
    countGifts,
    wrapGift,
    countPots,
    drawPlan,
    firePot,
    listClays,
    peekInKiln,
    watchKiln,
    addBill,
    listBills,
    removeBill,
    settleBill,
    writeLetter,
    retitleBook,
    listDesks,
    moveDesk,
    createPlan,
    updateTask,
    catalogItemGet,
    addSample,
    countEverything,
    listSamples,
    openShelf,
    searchSamples,
    tabulateSamples,
    weighSamples,
  ],
  resources: [book, rules, seal, shelf],
  prompts: [greet, summarizeBook],
};
