import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface Props<Row> {
  rows: readonly Row[]
  onChange: (rows: Row[]) => void
  /** What a new row begins with; none: nothing is added here. */
  fresh: () => Row
  addText: string
  nameOf: (row: Row, index: number) => string
  render: (row: Row, set: (part: Partial<Row>) => void, index: number) => ReactNode
}

/** Rows that are edited in place, put in order, added and taken out. */
export function ListEditor<Row>({ rows, onChange, fresh, addText, nameOf, render }: Props<Row>) {
  const { t } = useTranslation()
  const swap = (index: number, other: number) => {
    const next = [...rows]
    const [row] = next.splice(index, 1)
    if (row !== undefined) next.splice(other, 0, row)
    onChange(next)
  }
  return (
    <>
      <ol className="plain editlist">
        {rows.map((row, index) => {
          const name = nameOf(row, index)
          return (
            <li key={index}>
              {render(
                row,
                (part) => onChange(rows.map((old, at) => (at === index ? { ...old, ...part } : old))),
                index,
              )}
              <div className="row">
                <span className="grow" />
                <Button
                  size="small"
                  icon={<ArrowUpOutlined />}
                  disabled={index === 0}
                  aria-label={t('campaigns.list.up', { name })}
                  onClick={() => swap(index, index - 1)}
                />
                <Button
                  size="small"
                  icon={<ArrowDownOutlined />}
                  disabled={index === rows.length - 1}
                  aria-label={t('campaigns.list.down', { name })}
                  onClick={() => swap(index, index + 1)}
                />
                <Button
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t('campaigns.list.remove', { name })}
                  onClick={() => onChange(rows.filter((_, at) => at !== index))}
                />
              </div>
            </li>
          )
        })}
      </ol>
      <Button onClick={() => onChange([...rows, fresh()])}>{addText}</Button>
    </>
  )
}
