// Generated from spec/. Change the files there and run `npx toolwright generate`.
import type { AnyHandler, AppOf } from 'toolwright/runtime';
import { burnBox } from '../runtime/resolvers/archive/boxes/burn_box.js';
import { listBoxes } from '../runtime/resolvers/archive/boxes/list_boxes.js';
import { moveBox } from '../runtime/resolvers/archive/boxes/move_box.js';
import { sealBox } from '../runtime/resolvers/archive/boxes/seal_box.js';
import { addPlant } from '../runtime/resolvers/garden/plants/add_plant.js';
import { adaptCountWhere, countPlants } from '../runtime/resolvers/garden/plants/count_plants.js';
import { plantRow } from '../runtime/resolvers/garden/plants/plant_row.js';
import { tendPlant } from '../runtime/resolvers/garden/plants/tend_plant.js';
import { describeStock } from '../runtime/resolvers/garden/seeds/describe_stock.js';
import { listSeeds } from '../runtime/resolvers/garden/seeds/list_seeds.js';
import { countGifts } from '../runtime/resolvers/gifts/wrapping/count_gifts.js';
import { wrapGift } from '../runtime/resolvers/gifts/wrapping/wrap_gift.js';
import { countPots } from '../runtime/resolvers/kiln/firings/count_pots.js';
import { drawPlan } from '../runtime/resolvers/kiln/firings/draw_plan.js';
import { firePot } from '../runtime/resolvers/kiln/firings/fire_pot.js';
import { listClays } from '../runtime/resolvers/kiln/firings/list_clays.js';
import { peekInKiln } from '../runtime/resolvers/kiln/firings/peek_in_kiln.js';
import { watchKiln } from '../runtime/resolvers/kiln/firings/watch_kiln.js';
import { addBill } from '../runtime/resolvers/ledger/bills/add_bill.js';
import { listBills } from '../runtime/resolvers/ledger/bills/list_bills.js';
import { removeBill } from '../runtime/resolvers/ledger/bills/remove_bill.js';
import { settleBill } from '../runtime/resolvers/ledger/bills/settle_bill.js';
import { writeLetter } from '../runtime/resolvers/ledger/bills/write_letter.js';
import { retitleBook } from '../runtime/resolvers/library/books/retitle_book.js';
import { listDesks } from '../runtime/resolvers/office/desks/list-desks.js';
import { moveDesk } from '../runtime/resolvers/office/desks/move-desk.js';
import { createPlan } from '../runtime/resolvers/planning/plans/create_plan.js';
import { updateTask } from '../runtime/resolvers/planning/plans/update_task.js';
import { catalogItemGet } from '../runtime/resolvers/sales/catalog/catalog.item.get.js';
import { addSample } from '../runtime/resolvers/stock/samples/add_sample.js';
import { countEverything } from '../runtime/resolvers/stock/samples/count_everything.js';
import { listSamples } from '../runtime/resolvers/stock/samples/list_samples.js';
import { openShelf } from '../runtime/resolvers/stock/samples/open_shelf.js';
import { searchSamples } from '../runtime/resolvers/stock/samples/search_samples.js';
import { tabulateSamples } from '../runtime/resolvers/stock/samples/tabulate_samples.js';
import { weighSamples } from '../runtime/resolvers/stock/samples/weigh_samples.js';
import { book } from '../runtime/resolvers/library/resources/book.js';
import { rules } from '../runtime/resolvers/library/resources/rules.js';
import { seal } from '../runtime/resolvers/library/resources/seal.js';
import { shelf } from '../runtime/resolvers/library/resources/shelf.js';
import { bookIds } from '../runtime/resolvers/library/completions/book_ids.js';
import { handleBurnBox } from './tools/archive/boxes/burn_box.js';
import { handleListBoxes } from './tools/archive/boxes/list_boxes.js';
import { handleMoveBox } from './tools/archive/boxes/move_box.js';
import { handleSealBox } from './tools/archive/boxes/seal_box.js';
import { handleAddPlant } from './tools/garden/plants/add_plant.js';
import { handleCountPlants } from './tools/garden/plants/count_plants.js';
import { handlePlantRow } from './tools/garden/plants/plant_row.js';
import { handleTendPlant } from './tools/garden/plants/tend_plant.js';
import { handleDescribeStock } from './tools/garden/seeds/describe_stock.js';
import { handleListSeeds } from './tools/garden/seeds/list_seeds.js';
import { handleCountGifts } from './tools/gifts/wrapping/count_gifts.js';
import { handleWrapGift } from './tools/gifts/wrapping/wrap_gift.js';
import { handleCountPots } from './tools/kiln/firings/count_pots.js';
import { handleDrawPlan } from './tools/kiln/firings/draw_plan.js';
import { handleFirePot } from './tools/kiln/firings/fire_pot.js';
import { handleListClays } from './tools/kiln/firings/list_clays.js';
import { handlePeekInKiln } from './tools/kiln/firings/peek_in_kiln.js';
import { handleWatchKiln } from './tools/kiln/firings/watch_kiln.js';
import { handleAddBill } from './tools/ledger/bills/add_bill.js';
import { handleListBills } from './tools/ledger/bills/list_bills.js';
import { handleRemoveBill } from './tools/ledger/bills/remove_bill.js';
import { handleSettleBill } from './tools/ledger/bills/settle_bill.js';
import { handleWriteLetter } from './tools/ledger/bills/write_letter.js';
import { handleRetitleBook } from './tools/library/books/retitle_book.js';
import { handleListDesks } from './tools/office/desks/list-desks.js';
import { handleMoveDesk } from './tools/office/desks/move-desk.js';
import { handleCreatePlan } from './tools/planning/plans/create_plan.js';
import { handleUpdateTask } from './tools/planning/plans/update_task.js';
import { handleCatalogItemGet } from './tools/sales/catalog/catalog.item.get.js';
import { handleAddSample } from './tools/stock/samples/add_sample.js';
import { handleCountEverything } from './tools/stock/samples/count_everything.js';
import { handleListSamples } from './tools/stock/samples/list_samples.js';
import { handleOpenShelf } from './tools/stock/samples/open_shelf.js';
import { handleSearchSamples } from './tools/stock/samples/search_samples.js';
import { handleTabulateSamples } from './tools/stock/samples/tabulate_samples.js';
import { handleWeighSamples } from './tools/stock/samples/weigh_samples.js';
import { handleBook } from './resources/library/book.js';
import { handleRules } from './resources/library/rules.js';
import { handleSeal } from './resources/library/seal.js';
import { handleShelf } from './resources/library/shelf.js';
import { completeBookIds } from './completions/library/book_ids.js';

/** What the resolvers ask of the application, all together. */
export type App = AppOf<typeof burnBox> &
  AppOf<typeof listBoxes> &
  AppOf<typeof moveBox> &
  AppOf<typeof sealBox> &
  AppOf<typeof addPlant> &
  AppOf<typeof countPlants> &
  AppOf<typeof plantRow> &
  AppOf<typeof tendPlant> &
  AppOf<typeof describeStock> &
  AppOf<typeof listSeeds> &
  AppOf<typeof countGifts> &
  AppOf<typeof wrapGift> &
  AppOf<typeof countPots> &
  AppOf<typeof drawPlan> &
  AppOf<typeof firePot> &
  AppOf<typeof listClays> &
  AppOf<typeof peekInKiln> &
  AppOf<typeof watchKiln> &
  AppOf<typeof addBill> &
  AppOf<typeof listBills> &
  AppOf<typeof removeBill> &
  AppOf<typeof settleBill> &
  AppOf<typeof writeLetter> &
  AppOf<typeof retitleBook> &
  AppOf<typeof listDesks> &
  AppOf<typeof moveDesk> &
  AppOf<typeof createPlan> &
  AppOf<typeof updateTask> &
  AppOf<typeof catalogItemGet> &
  AppOf<typeof addSample> &
  AppOf<typeof countEverything> &
  AppOf<typeof listSamples> &
  AppOf<typeof openShelf> &
  AppOf<typeof searchSamples> &
  AppOf<typeof tabulateSamples> &
  AppOf<typeof weighSamples> &
  AppOf<typeof book> &
  AppOf<typeof rules> &
  AppOf<typeof seal> &
  AppOf<typeof shelf> &
  AppOf<typeof bookIds>;

/** Every tool, resource and completion with the code behind it. */
export function createResolvers(app: App): readonly AnyHandler[] {
  // A factory that needs nothing of the application takes no parameter.
  const make = <Resolver>(factory: (app: App) => Resolver): Resolver => factory(app);
  return [
    handleBurnBox(make(burnBox)),
    handleListBoxes(make(listBoxes)),
    handleMoveBox(make(moveBox)),
    handleSealBox(make(sealBox)),
    handleAddPlant(make(addPlant)),
    handleCountPlants(make(countPlants), { count_where: adaptCountWhere }),
    handlePlantRow(make(plantRow)),
    handleTendPlant(make(tendPlant)),
    handleDescribeStock(make(describeStock)),
    handleListSeeds(make(listSeeds)),
    handleCountGifts(make(countGifts)),
    handleWrapGift(make(wrapGift)),
    handleCountPots(make(countPots)),
    handleDrawPlan(make(drawPlan)),
    handleFirePot(make(firePot)),
    handleListClays(make(listClays)),
    handlePeekInKiln(make(peekInKiln)),
    handleWatchKiln(make(watchKiln)),
    handleAddBill(make(addBill)),
    handleListBills(make(listBills)),
    handleRemoveBill(make(removeBill)),
    handleSettleBill(make(settleBill)),
    handleWriteLetter(make(writeLetter)),
    handleRetitleBook(make(retitleBook)),
    handleListDesks(make(listDesks)),
    handleMoveDesk(make(moveDesk)),
    handleCreatePlan(make(createPlan)),
    handleUpdateTask(make(updateTask)),
    handleCatalogItemGet(make(catalogItemGet)),
    handleAddSample(make(addSample)),
    handleCountEverything(make(countEverything)),
    handleListSamples(make(listSamples)),
    handleOpenShelf(make(openShelf)),
    handleSearchSamples(make(searchSamples)),
    handleTabulateSamples(make(tabulateSamples)),
    handleWeighSamples(make(weighSamples)),
    handleBook(make(book)),
    handleRules(make(rules)),
    handleSeal(make(seal)),
    handleShelf(make(shelf)),
    completeBookIds(make(bookIds)),
  ];
}
