import type { Sex } from '@sunshine-aid/domain'
import type { Random } from './random.ts'

// Pools of syllables; whoever is called so in real life is so by chance.
const SURNAMES = Array.from(
  '王李张刘陈杨黄赵周吴徐孙朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢' +
    '傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷龙黎史陶贺顾毛郝龚邵万钱严覃武莫孔汤',
)
const FIRST = {
  female: Array.from('雨思诗梦欣佳雅静晓若语可嘉婉清慧芷书安子亦心怡悦紫一沐以宁'),
  male: Array.from('子宇浩俊文明志天泽昊嘉家博晨思睿逸承景书一星远立云知亦弘启'),
}
const SECOND = {
  female: Array.from('涵怡婷萱琪瑶菲妍彤蕊颖琳洁雯晴馨宁然溪禾月芸晗汐霏珂舒柔蓉'),
  male: Array.from('轩辰博远航宸涛杰阳铭泽睿凯毅恒瑞晖舟川柏屿岩钧洋驰朗诚渊'),
}

/** A full name of two or three characters. */
export function personName(random: Random, sex: Sex): string {
  return random.pick(SURNAMES) + givenName(random, sex)
}

/** Name of somebody of the same family as `relative`. */
export function relativeName(random: Random, relative: string, sex: Sex): string {
  return relative.charAt(0) + givenName(random, sex)
}

function givenName(random: Random, sex: Sex): string {
  const second = random.pick(SECOND[sex])
  return random.chance(0.8) ? random.pick(FIRST[sex]) + second : second
}
