namespace Kuajie.Platform.Catalog;

/// <summary>Names of kind-specific attributes: exports name them in many ways, the catalog in one.</summary>
public static class AttributeNames
{
    public const string RiskLevel = "riskLevel";

    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["venue"] = ["venue", "stadium", "location", "场馆", "地点", "比赛地点", "场地"],
        ["time"] = ["time", "event_time", "match_time", "时间", "比赛时间", "开赛时间", "活动时间"],
        ["athletes"] = ["athletes", "players", "运动员", "参赛运动员", "参赛选手", "选手"],
        ["profile"] = ["profile", "bio", "biography", "个人简介", "人物简介"],
        ["team"] = ["team", "club", "球队", "战队", "俱乐部"],
        ["model"] = ["model", "型号", "产品型号"],
        ["brand"] = ["brand", "品牌"],
        ["fits"] = ["fits", "fitment", "适配车型", "适用车型"],
        ["streamer"] = ["streamer", "anchor", "主播"],
        ["platform"] = ["platform", "平台"],
        ["lecturer"] = ["lecturer", "teacher", "instructor", "讲师", "老师", "主讲人"],
        ["author"] = ["author", "authors", "作者"],
        ["narrator"] = ["narrator", "演播", "主播人"],
        ["lessons"] = ["lessons", "lesson_count", "课时", "课时数"],
        ["durationSeconds"] = ["duration_seconds", "时长秒"],
        ["level"] = ["level", "difficulty", "难度", "级别"],
        ["era"] = ["era", "dynasty", "朝代", "年代"],
        ["region"] = ["region", "地区", "地域"],
        [RiskLevel] = ["risk_level", "risk", "风险等级", "风险级别", "风险"],
        ["expectedReturn"] = ["expected_return", "yield", "预期收益", "收益率", "年化收益率"],
        ["termDays"] = ["term_days", "term", "期限", "期限天"],
    };

    private static readonly Dictionary<string, string> ByWord = Names
        .SelectMany(entry => entry.Value.Select(word => (word: Fold(word), entry.Key)))
        .ToDictionary(pair => pair.word, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Attributes whose text is a list.</summary>
    public static IReadOnlySet<string> Lists { get; } = new HashSet<string>(StringComparer.Ordinal) { "athletes", "fits" };

    /// <summary>The catalog's name of a column; the column's own name where it is none of the known ones.</summary>
    public static string Of(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return ByWord.GetValueOrDefault(Fold(column), column.Trim());
    }

    private static string Fold(string word) => string.Concat(Imports.ColumnRecognizer.Normalize(word));
}
