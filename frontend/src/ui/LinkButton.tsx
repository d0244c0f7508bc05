import { createLink } from '@tanstack/react-router'
import { Button } from 'antd'

/** A link that looks like a button: it goes somewhere, it does nothing. */
export const LinkButton = createLink(Button)
