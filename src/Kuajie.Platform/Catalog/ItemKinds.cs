namespace Kuajie.Platform.Catalog;

/// <summary>Kinds of items: the name stored and written, the Chinese name, and the words exports use.</summary>
public sealed record ItemKinds(string WireName, string ChineseName, IReadOnlyList<string> Words)
{
    public const string Course = "course";
    public const string Book = "book";
    public const string Audio = "audio";
    public const string Column = "column";
    public const string Event = "event";
    public const string Star = "star";
    public const string Product = "product";
    public const string Stream = "stream";
    public const string Streamer = "streamer";
    public const string CultureItem = "cultureItem";
    public const string FinancialProduct = "financialProduct";

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<ItemKinds> All { get; } =
    [
        new(Course, "课程", ["course", "class", "lesson", "课程", "课", "公开课", "训练营", "视频课"]),
        new(Book, "图书", ["book", "ebook", "e-book", "图书", "书", "书籍", "电子书", "movie", "music"]),
        new(Audio, "有声内容", ["audio", "audiobook", "podcast", "有声内容", "音频", "有声书", "播客", "听书"]),
        new(Column, "专栏", ["column", "newsletter", "专栏"]),
        new(Event, "赛事", ["event", "match", "game", "sportsevent", "sports_event", "sports event", "赛事", "比赛", "体育赛事", "活动"]),
        new(Star, "明星", ["star", "athlete", "player", "celebrity", "明星", "球星", "运动员", "艺人"]),
        new(Product, "产品", ["product", "goods", "part", "mod", "产品", "商品", "改装件", "改装产品", "配件"]),
        new(Stream, "直播", ["stream", "live", "livestream", "video", "直播", "直播场次", "视频", "回放"]),
        new(Streamer, "主播", ["streamer", "anchor", "host", "主播"]),
        new(
            CultureItem,
            "文化内容",
            [
                "cultureitem",
                "culture_item",
                "culture item",
                "culture",
                "exhibit",
                "heritage",
                "文化内容",
                "文化",
                "文创",
                "展览",
                "非遗",
                "演出",
            ]
        ),
        new(
            FinancialProduct,
            "金融产品",
            [
                "financialproduct",
                "financial_product",
                "financial product",
                "fund",
                "insurance",
                "deposit",
                "wealth",
                "金融产品",
                "理财",
                "理财产品",
                "基金",
                "保险",
                "存款",
            ]
        ),
    ];

    /// <summary>The wire name a word stands for, or null.</summary>
    public static string? Parse(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var folded = word.Trim().ToLowerInvariant();
        return All.FirstOrDefault(kind => kind.Words.Contains(folded))?.WireName;
    }

    /// <summary>The kind of items in files that do not say: what the domain deals in, else a product.</summary>
    public static string DefaultOf(string domain) =>
        domain switch
        {
            "knowledge" => Course,
            "sports" => Event,
            "streaming" => Stream,
            "culture" => CultureItem,
            "finance" => FinancialProduct,
            _ => Product,
        };
}
