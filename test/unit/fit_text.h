// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_text: pieces of texts for tests of the reader: a head, a heading, four rows that add up.
#ifndef HENG_TEST_UNIT_FIT_TEXT_H
#define HENG_TEST_UNIT_FIT_TEXT_H

#define HEAD                                                                                       \
    "项目支出绩效自评表\n(2031年度)"                                                    \
    "\n项目名称\t牧草补播\n主管部门\t青崖县草原站\t实施单位\t青崖县草种场\n"
#define HEADING "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析\n"
// The four rows, by their last cells: target, actual, weight, score, reason.
#define ROW_AREA(cells)      "产出指标\t数量指标\t补播面积\t" cells "\n"
#define ROW_RATE(cells)      "\t质量指标\t出苗率\t" cells "\n"
#define ROW_HERD(cells)      "效益指标\t社会效益指标\t受益牧户数\t" cells "\n"
#define ROW_GLAD(cells)      "满意度指标\t服务对象满意度指标\t牧户满意度\t" cells "\n"
#define AREA                 ROW_AREA("≥30亩\t31亩\t40\t40\t")
#define RATE                 ROW_RATE("≥90%\t91%\t30\t30\t")
#define HERD                 ROW_HERD("≥12户\t12户\t20\t20\t")
#define GLAD                 ROW_GLAD("≥95%\t96%\t10\t10\t")
#define TOTAL(weight, score) "总分\t\t\t\t\t" weight "\t" score "\n"

#define FUNDS_HEADING "项目资金(万元)\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"

#endif
