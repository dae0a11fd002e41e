import type { Outcome, Resolver } from '../../../../generated/tools/garden/plants/plant_row.js';

export const plantRow =
  (): Resolver =>
  async ({ names, bed }, { call, dryRun }) => {
    const plant = async (name: string): Promise<Outcome> => {
      const added = await call.add_plant({ name, bed }, name);
      if (added.status !== 'done') {
        const { status, error, url } = added;
        const next = error.code === 'NAME_TAKEN' ? { next: 'tend_plant' } : {};
        return { item: name, status, error: error.error, ...(url && { url }), ...next };
      }
      // What is only tried out is not there to be watered.
      if (dryRun) return { item: name, status: 'done', value: { ...added.value, watered: 1 } };
      const watered = await call.tend_plant.water({ plant_id: added.value.plant_id }, name);
      if (watered.status !== 'done') return { item: name, status: 'failed', error: watered.error.error };
      return { item: name, status: 'done', value: watered.value };
    };
    return { results: await Promise.all(names.map(plant)) };
  };
