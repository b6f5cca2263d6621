using Kuajie.Client.Training;

namespace Kuajie.Server.Web.Pages.Training;

/// <summary>Kinds of model, segments of users and states as people say them.</summary>
internal static class ModelNames
{
    /// <summary>A kind's spoken name, or its name for programs where it has none.</summary>
    public static string Kind(string model) => Known.Contains(model) ? TrainingTexts.T($"Kind{Pascal(model)}") : model;

    /// <summary>What a kind does, in a sentence; empty where nothing is known of it.</summary>
    public static string KindHelp(string model) => Known.Contains(model) ? TrainingTexts.T($"Help{Pascal(model)}") : "";

    /// <summary>A segment of users, for example <c>cold-linked</c> or <c>few</c>.</summary>
    public static string Segment(string segment) =>
        segment.Split('-') is [var rows, var link]
            ? TrainingTexts.T("SegmentBoth", TrainingTexts.T($"Segment{Pascal(rows)}"), TrainingTexts.T($"Segment{Pascal(link)}"))
            : TrainingTexts.T($"Segment{Pascal(segment)}");

    /// <summary>Whether a training is still to end.</summary>
    public static bool IsUnderWay(TrainingRunResponse run) => run.State is "waiting" or "running";

    /// <summary>Whose users a direction is about.</summary>
    public static string Audience(string? source, string domain) => TrainingTexts.T("UsersOf", source ?? domain);

    /// <summary><c>joint-als</c> as <c>JointAls</c>.</summary>
    public static string Pascal(string name) =>
        string.Concat(name.Split('-').Select(part => part.Length == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));

    private static readonly HashSet<string> Known =
    [
        "auto",
        "popularity",
        "item-knn",
        "user-knn",
        "graph-walk",
        "sequence-knn",
        "item-transition",
        "bridge-similarity",
        "joint-graph-walk",
        "implicit-als",
        "joint-als",
        "ease",
        "joint-ease",
        "embedding-mapping",
        "bpr",
        "joint-bpr",
        "explicit-factorization",
        "content",
        "content-bridge",
        "blend",
        "joint-blend",
    ];
}
