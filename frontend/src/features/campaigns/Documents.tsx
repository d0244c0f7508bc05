import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { client } from '@/api/client'
import { useMay } from '@/api/queries'
import { EvidenceList } from '@/ui/files/EvidenceList'
import { EvidenceUpload } from '@/ui/files/EvidenceUpload'
import { LinkButton } from '@/ui/LinkButton'
import { useDownload } from '@/ui/useDownload'
import { editableOf } from './editable'
import { refresh } from './queries'
import type { Campaign } from './types'

/** The plan as a paper, the document it was read from, and what was filed with it. */
export function Documents({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation()
  const imports = useMay()('import.manage')
  const { edit } = editableOf(campaign)
  return (
    <>
      <section className="panel" aria-labelledby="plan-title">
        <h2 id="plan-title">{t('campaigns.document.plan')}</h2>
        <p className="quiet">{t('campaigns.document.planWhat')}</p>
        <PlanPaper campaign={campaign} />
      </section>
      {campaign.import_draft_id !== null && imports && (
        <section className="panel" aria-labelledby="source-title">
          <h2 id="source-title">{t('campaigns.document.source')}</h2>
          <p className="quiet">{t('campaigns.document.sourceWhat')}</p>
          <LinkButton to="/imports/$importId" params={{ importId: String(campaign.import_draft_id) }}>
            {t('campaigns.document.openSource')}
          </LinkButton>
        </section>
      )}
      <section className="panel stack" aria-labelledby="files-title">
        <h2 id="files-title">{t('campaigns.document.files')}</h2>
        <EvidenceList files={campaign.files} none={t('campaigns.document.noFiles')} />
        {edit && (
          <EvidenceUpload
            owner={{ type: 'campaign', id: campaign.id }}
            label={t('campaigns.document.upload')}
            onDone={() => refresh(campaign.id)}
          />
        )}
      </section>
    </>
  )
}

function PlanPaper({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation()
  const download = useDownload()
  return (
    <div className="row" style={{ marginTop: 8 }}>
      {(['docx', 'pdf'] as const).map((format) => (
        <Button
          key={format}
          loading={download.busy === format}
          onClick={() =>
            void download.save(
              format,
              () =>
                client.GET('/api/v1/campaigns/{campaign_id}/plan-document', {
                  params: { path: { campaign_id: campaign.id }, query: { format } },
                  parseAs: 'blob',
                }),
              `${campaign.title}.${format}`,
            )
          }
        >
          {t(`campaigns.document.${format}`)}
        </Button>
      ))}
    </div>
  )
}
