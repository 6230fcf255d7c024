/** @jsxImportSource preact */
import type { CompiledModule, Section } from '../../model/schema-types.ts'
import { KnowledgeCheck } from './check.tsx'
import { useApp } from './context.ts'
import { Html } from './html.tsx'

/** One section to read, with its knowledge checks. The first of a module says what the module is for. */
export function SectionPage({ module, section }: { readonly module: CompiledModule; readonly section: Section }) {
  const { words } = useApp()
  const at = module.sections.indexOf(section)
  return (
    <article class="reading">
      <header class="reading-head">
        <p class="eyebrow">{words.sectionOf(module.title, at + 1, module.sections.length)}</p>
        <h1 tabIndex={-1}>{section.title}</h1>
        {at === 0 && <ModuleFacts module={module} />}
      </header>
      {section.blocks.map((block, i) =>
        block.kind === 'text' ? (
          // Blocks never change their order: the index is what names a block of text.
          <Html key={i} html={block.html} />
        ) : (
          <KnowledgeCheck key={block.id} block={block} />
        ),
      )}
    </article>
  )
}

function ModuleFacts({ module }: { readonly module: CompiledModule }) {
  const { words } = useApp()
  return (
    <div class="objectives">
      {module.objectives.length > 0 && (
        <>
          <p id="objectives" class="objectives-title">
            {words.objectives}
          </p>
          <ul aria-labelledby="objectives">
            {module.objectives.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        </>
      )}
      <p class="minutes">{words.moduleMinutes(module.minutes)}</p>
    </div>
  )
}
