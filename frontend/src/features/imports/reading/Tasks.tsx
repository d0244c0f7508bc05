import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../desk'
import { Locator } from '../Located'
import { Part } from './PlanView'
import { dueWords } from './planWords'
import { TaskDialog } from './TaskDialog'
import type { Plan } from './typeTree'

type Task = Plan['tasks'][number]

export function Tasks({ plan }: { plan: Plan }) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState<number | null | undefined>(undefined)
  return (
    <Part
      id="plan-tasks"
      title={t('imports.reading.plan.tasks', { count: plan.tasks.length })}
      onEdit={() => setEditing(null)}
      addLabel={t('imports.reading.plan.addTask')}
    >
      {plan.tasks.length === 0 && <p className="small quiet">{t('imports.reading.notRead')}</p>}
      <ol className="plain">
        {plan.tasks.map((task, index) => (
          <TaskCard key={index} task={task} index={index} onEdit={setEditing} />
        ))}
      </ol>
      {editing !== undefined && (
        <TaskDialog plan={plan} index={editing} onClose={() => setEditing(undefined)} />
      )}
    </Part>
  )
}

interface CardProps {
  task: Task
  index: number
  onEdit: (index: number) => void
}

function TaskCard({ task, index, onEdit }: CardProps) {
  const { t } = useTranslation()
  const { editable } = useDesk()
  const field = `plan.tasks.${index}`
  const due = dueWords(task.due, t)
  return (
    <li className="taskcard" data-field={field}>
      <div className="parthead">
        <strong className="grow">
          <Locator field={field}>{`${task.number} ${task.title}`}</Locator>
        </strong>
        {editable && (
          <Button
            size="small"
            type="link"
            aria-label={t('imports.reading.edit', { what: task.title || task.number })}
            onClick={() => onEdit(index)}
          >
            {t('imports.reading.change')}
          </Button>
        )}
      </div>
      {task.text && <p className="pre">{task.text}</p>}
      <div className="row">
        {task.departments.map((department) => (
          <span key={department} className="chip blue">
            {department}
          </span>
        ))}
        {task.departments.length === 0 && (
          <span className="small quiet">{t('imports.reading.task.noDepartment')}</span>
        )}
        <span className={due ? 'chip' : 'small quiet'} title={task.due.text ?? undefined}>
          {due || t('imports.reading.task.noDue')}
        </span>
        {task.due.text && task.due.text !== due && (
          <span className="small quiet">{t('imports.reading.task.printed', { text: task.due.text })}</span>
        )}
      </div>
    </li>
  )
}
