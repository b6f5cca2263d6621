namespace Kuajie.Platform.Imports;

/// <summary>Why a row was rejected. The names stand in JSON, in tables and in files; never rename.</summary>
public static class ImportReasons
{
    public const string BrokenEncoding = "brokenEncoding";
    public const string WrongColumnCount = "wrongColumnCount";
    public const string BrokenJson = "brokenJson";
    public const string MissingUser = "missingUser";
    public const string MissingItem = "missingItem";
    public const string TooLongId = "tooLongId";
    public const string UnknownKind = "unknownKind";
    public const string UnparsableTime = "unparsableTime";
    public const string ImpossibleTime = "impossibleTime";
    public const string RatingOutOfRange = "ratingOutOfRange";
    public const string UnparsableValue = "unparsableValue";
    public const string UnparsablePrice = "unparsablePrice";
    public const string InvalidRiskLevel = "invalidRiskLevel";

    /// <summary>All reasons, in the order in which a row is tested: the first that applies is the one reported.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        BrokenEncoding,
        WrongColumnCount,
        BrokenJson,
        MissingUser,
        MissingItem,
        TooLongId,
        UnknownKind,
        UnparsableTime,
        ImpossibleTime,
        RatingOutOfRange,
        UnparsableValue,
        UnparsablePrice,
        InvalidRiskLevel,
    ];

    /// <summary>What would have been accepted, for people.</summary>
    public static string Expected(string reason, RatingRange ratings) =>
        ImportTexts.Source.Format($"Expected_{reason}", ratings.Least, ratings.Most, IdText.MostLength);

    /// <summary>The reason in a person's words.</summary>
    public static string Describe(string reason) => ImportTexts.Source.Format($"Reason_{reason}");
}
