import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/garden/plants/tend_plant.js';
import { type PlantRow, toPlant } from '../../../../plants.js';

export const tendPlant =
  (): Resolver =>
  async ({ action, plant_id }, ctx) => {
    const plants = (await ctx.db())('plant').where({ id: plant_id });
    const [plant]: PlantRow[] =
      action === 'water' ? await plants.increment('watered').returning('*') : await plants.delete().returning('*');
    return plant === undefined ? failure('PLANT_NOT_FOUND') : toPlant(plant);
  };
