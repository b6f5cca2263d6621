namespace Kuajie.Platform.Imports;

/// <summary>The layout of a well-known kind of export.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="RatingRange">Possible ratings.</param>
/// <param name="InteractionColumns">Roles of the columns of interaction files without a header, in order.</param>
/// <param name="ItemColumns">Roles of the columns of item files without a header.</param>
/// <param name="UserColumns">Roles of the columns of user files without a header.</param>
/// <param name="FallbackEncoding">Encoding of files that are not valid UTF-8, where it is known.</param>
public sealed record ImportPreset(
    string Name,
    RatingRange RatingRange,
    IReadOnlyList<string> InteractionColumns,
    IReadOnlyList<string> ItemColumns,
    IReadOnlyList<string> UserColumns,
    string? FallbackEncoding = null
)
{
    /// <summary>Every preset.</summary>
    public static IReadOnlyList<ImportPreset> All { get; } =
    [
        new(
            "movielens",
            new(0.5, 5),
            ["user", "item", "rating", "time"],
            ["item", "title", "tags"],
            ["user", "gender", "age", "occupation", "zip"],
            "windows-1252"
        ),
        new("recbole", RatingRange.Default, [], [], []),
        new("amazon-reviews", new(1, 5), [], [], []),
        new("douban", new(1, 5), ["user", "item", "rating", "time"], [], []),
    ];
}
