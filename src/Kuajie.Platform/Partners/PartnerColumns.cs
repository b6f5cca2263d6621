using Kuajie.Platform.Tables;

namespace Kuajie.Platform.Partners;

/// <summary>The columns of the tables about partners.</summary>
public static class PartnerColumns
{
    /// <summary>What is known of our side and each partner, as counts.</summary>
    public static IReadOnlyList<TableColumn> Aggregates { get; } =
    [
        new("partner", "合作方", true),
        new("own_audience", "我方用户数"),
        new("partner_audience", "合作方用户数"),
        new("shared", "共同用户"),
        new("shared_of", "共同用户样本"),
        new("new", "新用户"),
        new("new_of", "新用户样本"),
        new("linked_takers", "关联用户参与"),
        new("linked_takers_of", "关联用户"),
        new("all_takers", "全体参与"),
        new("all_takers_of", "全体用户"),
        new("positive", "正面评价"),
        new("positive_of", "有态度评价"),
        new("incidents", "事故"),
        new("incidents_of", "联合行动"),
    ];

    /// <summary>Interactions by tag of each side.</summary>
    public static IReadOnlyList<TableColumn> Tags { get; } =
    [new("partner", "合作方", true), new("side", "一方", true), new("tag", "标签", true), new("count", "次数", true)];

    /// <summary>Prices of each side.</summary>
    public static IReadOnlyList<TableColumn> Prices { get; } =
    [new("partner", "合作方", true), new("side", "一方", true), new("price", "价格", true), new("count", "次数"), new("currency", "币种")];

    /// <summary>Partners that may be chosen.</summary>
    public static IReadOnlyList<TableColumn> Candidates { get; } =
    [
        new("partner", "合作方", true),
        new("field", "领域", true),
        new("revenue", "收入", true),
        new("fee", "固定费用"),
        new("price", "价格"),
        new("least_share", "最小份额"),
        new("largest_share", "最大份额"),
        new("required", "必选"),
        new("competes", "竞争组"),
        new("q1", "一季度"),
        new("q2", "二季度"),
        new("q3", "三季度"),
        new("q4", "四季度"),
        new("currency", "币种"),
    ];

    /// <summary>Common profit of firms.</summary>
    public static IReadOnlyList<TableColumn> Ties { get; } =
    [new("first", "甲方", true), new("second", "乙方", true), new("profit", "利润", true), new("currency", "币种")];
}
