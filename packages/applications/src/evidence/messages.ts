import { defineMessages, useTextOf } from '@sunshine-aid/module-kit'

/** Texts of the files that belong to a request. */
export const messages = defineMessages({
  'zh-CN': {
    title: '佐证材料',
    description:
      '诊断证明、部门证明、照片等。照片里的拍摄地点等信息会自动去除，只有能看这份申请的人才能看到。',
    diagnosisWanted: '申请特殊教育的，请附诊断或评估证明，拍照即可',
    empty: '还没有佐证材料',
    emptyText: '有证明或照片的，添加后会出现在这里。没有也可以先提交，需要时再补充。',
    emptyReadText: '填写人在提交前可以添加；办理中由专干补充。',
    drop: '添加材料',
    dropNote:
      '可一次选多个；图片、PDF、docx、xlsx、pptx，每个不超过 {megabytes} MB，共 {files} 个。手机上可直接拍照。',
    sending: '正在上传 {name}',
    waiting: '等待上传 {name}',
    failed: '{name} 没有上传',
    tooLarge: '超过 {megabytes} MB，请缩小后再添加；拍照时可把分辨率调低',
    retry: '重试',
    dismiss: '不传了',
    kindOf: '{name} 的种类',
    file: '材料',
    kind: '种类',
    addedColumn: '添加',
    addedBy: '{name} · {at}',
    picture: '查看图片',
    doing: '操作',
    show: '查看',
    download: '下载',
    remove: '移除',
    removeTitle: '移除这份材料？',
    removeText: '移除后不能恢复；提交以后的材料不能再移除。',
    pictureAlt: '{kind}，{by}于 {at} 添加',
    pictureBroken: '这张图片无法显示，可以下载后查看',
    added: '已添加 {count} 个材料',
    unnamed: '未命名的{type}',
  },
  en: {
    title: 'Evidence',
    description:
      'Diagnoses, certificates, photos. The place and other data of a photo are taken out; only those who may read this request see the files.',
    diagnosisWanted: 'For special education, please add the diagnosis or assessment; a photo of it will do',
    empty: 'No files yet',
    emptyText:
      'Certificates or photos appear here once they are added. You may submit without and add them when asked.',
    emptyReadText:
      'Whoever writes the request may add files before submitting; the aid officer while screening.',
    drop: 'Add files',
    dropNote:
      'Several at once; pictures, PDF, docx, xlsx, pptx, {megabytes} MB each at most, {files} in all. On a phone you can take a photo.',
    sending: 'Uploading {name}',
    waiting: 'Waiting: {name}',
    failed: '{name} was not uploaded',
    tooLarge: 'Larger than {megabytes} MB; make it smaller, or lower the resolution of the camera',
    retry: 'Try again',
    dismiss: 'Leave it out',
    kindOf: 'Kind of {name}',
    file: 'File',
    kind: 'Kind',
    addedColumn: 'Added',
    addedBy: '{name} · {at}',
    picture: 'Picture',
    doing: 'Actions',
    show: 'View',
    download: 'Download',
    remove: 'Remove',
    removeTitle: 'Remove this file?',
    removeText: 'This cannot be undone. What was submitted can no longer be removed.',
    pictureAlt: '{kind}, added by {by} on {at}',
    pictureBroken: 'This picture cannot be shown; download it to view it',
    added: '{count} {count|file|files} added',
    unnamed: 'Unnamed: {type}',
  },
})

export const useText = () => useTextOf(messages)
