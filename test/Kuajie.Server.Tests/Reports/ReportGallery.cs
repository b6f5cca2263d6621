using Kuajie.Server.Reports;

namespace Kuajie.Server.Tests.Reports;

/// <summary>One page with every part a report can have, for tests and for eyes.</summary>
internal static class ReportGallery
{
    public static string Html() =>
        new HtmlReport("数据质量报告 · Data quality", "知识平台 knowledge ← courses-2024.csv, 1,203,441 rows")
            .Section("一览", "读入的行、保留的行，以及被拒绝的原因。")
            .Figures([
                ("读入行数", "1,203,441", null),
                ("保留", "1,187,002", "98.6 %"),
                ("拒绝", "9,120", "0.8 %"),
                ("重复", "7,319", "已合并"),
            ])
            .Remark("3 位疑似机器人用户已标记，不参与训练。", ReportTone.Warning)
            .Remark("所有必需的列都已识别。", ReportTone.Good)
            .Table(
                ["原因", "行数", "占比", "首个例子"],
                [
                    ["缺少用户 <b>missing user</b>", "4,201", "0.35 %", "行 1,204：,c102,view"],
                    ["时间无法解析", "3,010", "0.25 %", "行 88：2024/13/45"],
                    ["未知行为", "1,909", "–", "行 12：瞟了一眼"],
                ],
                "被拒绝的行，按原因"
            )
            .Plot(
                "每种行为的行数。",
                ReportPlots.HorizontalBars(
                    "行为类型",
                    [
                        ("浏览", 801_221),
                        ("学习完成", 120_441),
                        ("购买", 60_120),
                        ("一个特别特别特别长的名字：跨界联合课程与赛事直播打包活动的报名提交与确认到场记录", 9_001),
                        ("view", 12),
                    ]
                )
            )
            .Section("活跃与热度 Distributions", "Straight lines are power laws.")
            .PlotRow(
                (
                    "Item popularity",
                    ReportPlots.RankFrequency(
                        "Popularity by rank",
                        [("课程", Zipf(1200, 90_000)), ("赛事", Zipf(400, 20_000))],
                        "rank",
                        "interactions",
                        ReportPlot.HalfWidth
                    )
                ),
                (
                    "Rows per user",
                    ReportPlots.Histogram(
                        "Activity",
                        ReportBins.Logarithmic([.. Activity()], 24),
                        "rows per user",
                        "users",
                        true,
                        ReportPlot.HalfWidth
                    )
                )
            )
            .Plot("Rows per day", ReportPlots.Timeline("Rows per day", [("knowledge", Days(0)), ("sports", Days(2))], "day", "rows"))
            .Section("评估 Evaluation", "With the popularity baseline beside it.")
            .Plot(
                "HR@10 with 95 % intervals.",
                ReportPlots.GroupedBars(
                    "HR@10",
                    ["knowledge → sports", "sports → knowledge", "冷启动用户"],
                    [
                        ("popularity", [new(0.152, 0.147, 0.157), new(0.178, 0.171, 0.185), new(0.059)]),
                        ("item-knn", [new(0.212, 0.2, 0.224), new(0.24, 0.231, 0.249), new(0.08)]),
                        ("joint implicit ALS", [new(0.244, 0.235, 0.253), new(0.286, 0.277, 0.295), new(0.107, 0.09, 0.12)]),
                    ],
                    "HR@10",
                    value => value.ToString("0.0 %", System.Globalization.CultureInfo.InvariantCulture)
                )
            )
            .Plot(
                "Loss per sweep",
                ReportPlots.Lines(
                    "Loss",
                    [("loss", [.. Enumerable.Range(1, 16).Select(x => ((double)x, 100 + (900.0 / x)))])],
                    "sweep",
                    "loss"
                )
            )
            .Section("关联 Links")
            .Empty("还没有关联用户。", "运行 kuajie link 来建立关联。")
            .Paragraph("A closing paragraph: 5 < 6 & \"quotes\".")
            .ToHtml();

    private static List<long> Zipf(int count, double top) =>
        [.. Enumerable.Range(1, count).Select(rank => (long)(top / Math.Pow(rank, 0.9)))];

    private static IEnumerable<double> Activity() =>
        Enumerable.Range(1, 4000).Select(user => Math.Exp(2.2 + (1.1 * Math.Sin(user * 0.7) * Math.Cos(user * 1.3))));

    private static List<(DateOnly, double)> Days(int phase) =>
        [
            .. Enumerable
                .Range(0, 200)
                .Select(day => (new DateOnly(2024, 1, 5).AddDays(day), 3000 + (900 * Math.Sin((day + phase) * 6.28 / 7)) + (day * 9.0))),
        ];
}
