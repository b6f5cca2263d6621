using Kuajie.Platform.Tables;

namespace Kuajie.Platform.Campaigns;

/// <summary>The columns of the tables about ad plans.</summary>
public static class PlanColumns
{
    /// <summary>Where exposures can go.</summary>
    public static IReadOnlyList<TableColumn> Placements { get; } =
    [
        new("placement", "广告位", true),
        new("slot", "位置", true),
        new("day", "日期", true),
        new("from", "开始", true),
        new("to", "结束", true),
        new("time_zone", "时区"),
        new("format", "形式", true),
        new("cost_model", "计费方式", true),
        new("price", "价格", true),
        new("currency", "币种"),
        new("rate", "转化率"),
        new("curve", "曲线", true),
        new("inventory", "库存"),
        new("own_limit", "我方上限"),
        new("partner_limit", "合作方上限"),
        new("reach", "可触达用户"),
        new("guaranteed", "保量"),
    ];

    /// <summary>Response curves.</summary>
    public static IReadOnlyList<TableColumn> Curves { get; } =
    [
        new("curve", "曲线", true),
        new("form", "形式", true),
        new("ceiling", "上限"),
        new("half_saturation", "半饱和"),
        new("shape", "形状"),
        new("scale", "系数"),
        new("exponent", "指数"),
        new("worst_share", "最差比例"),
        new("noise", "噪声"),
        new("observations", "观测数"),
        new("note", "说明"),
    ];

    /// <summary>What exposures brought.</summary>
    public static IReadOnlyList<TableColumn> Observations { get; } =
    [new("curve", "曲线", true), new("exposures", "曝光", true), new("effect", "效果", true), new("weight", "权重")];

    /// <summary>What experiments found.</summary>
    public static IReadOnlyList<TableColumn> Experiments { get; } =
    [
        new("curve", "曲线", true),
        new("from_exposures", "对照曝光", true),
        new("to_exposures", "实验曝光", true),
        new("effect", "效果", true),
        new("standard_error", "标准误", true),
    ];

    /// <summary>Budgets of single days.</summary>
    public static IReadOnlyList<TableColumn> DayBudgets { get; } =
    [new("day", "日期", true), new("budget", "预算", true), new("currency", "币种")];

    /// <summary>Exposures that were to be had.</summary>
    public static IReadOnlyList<TableColumn> History { get; } =
    [
        new("slot", "位置", true),
        new("day", "日期", true),
        new("from", "开始", true),
        new("to", "结束"),
        new("exposures", "曝光", true),
        new("holiday", "节假日"),
    ];

    /// <summary>Holidays to come.</summary>
    public static IReadOnlyList<TableColumn> Holidays { get; } = [new("day", "日期", true)];

    /// <summary>Exposures that are expected.</summary>
    public static IReadOnlyList<TableColumn> Inventory { get; } =
    [
        new("slot", "位置", true),
        new("day", "日期", true),
        new("from", "开始", true),
        new("to", "结束", true),
        new("exposures", "曝光", true),
        new("low", "下限"),
        new("high", "上限"),
    ];
}
