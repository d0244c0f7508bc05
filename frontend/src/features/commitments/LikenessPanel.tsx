import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { BothSides } from '@/ui/Likeness'

/** For the office: the text beside those it resembles; nothing where it resembles none. */
export function LikenessPanel({ commitmentId }: { commitmentId: number }) {
  const { t } = useTranslation()
  const found = useQuery({
    queryKey: ['commitment', commitmentId, 'likeness'],
    queryFn: () =>
      call(
        client.GET('/api/v1/commitments/{commitment_id}/likeness', {
          params: { path: { commitment_id: commitmentId } },
        }),
      ),
  }).data
  if (!found || found.passages.length === 0) return null
  return (
    <section className="panel" aria-labelledby="likeness-title">
      <h2 id="likeness-title">{t('commitments.likeness')}</h2>
      <BothSides view={found} />
    </section>
  )
}
