import type { Role, WorkGround, WorkTask } from '@sunshine-aid/domain'
import { useWords } from '@sunshine-aid/module-kit'
import { computed, type ComputedRef } from 'vue'
import { useText } from './messages.ts'

export interface TaskWords {
  /** The verb: 受理, 初核, 家访. */
  readonly task: Readonly<Record<WorkTask, string>>
  /** Why it is the reader's own. */
  readonly ground: (ground: WorkGround, role: Role) => string
}

export function useTaskWords(): ComputedRef<TaskWords> {
  const text = useText()
  const words = useWords()
  return computed(() => ({
    task: {
      submit: text.value.taskSubmit,
      answerReturn: text.value.taskAnswerReturn,
      acceptIntake: text.value.taskAcceptIntake,
      completeScreening: text.value.taskCompleteScreening,
      recordVisit: text.value.taskRecordVisit,
      convene: text.value.taskConvene,
      addMember: text.value.taskAddMember,
      vote: text.value.taskVote,
      closePanel: text.value.taskClosePanel,
      determine: text.value.taskDetermine,
    },
    ground: (ground, role) =>
      ({
        entered: text.value.groundEntered,
        seat: text.value.groundSeat,
        chair: text.value.groundChair,
        role: text.value.groundRole({ role: words.value.role[role] }),
        delegate: text.value.groundDelegate,
      })[ground],
  }))
}
