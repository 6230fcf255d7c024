import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/**
 * Looks for what hinders people with disabilities. It runs in the page itself: the other way opens a page of its own for each
 * look, for the sake of frames from other origins, of which ours have none.
 */
export const axe = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode()
