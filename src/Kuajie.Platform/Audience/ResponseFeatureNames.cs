using System.Globalization;
using Kuajie.Marketing.Response;
using Kuajie.Marketing.Texts;

namespace Kuajie.Platform.Audience;

/// <summary>Features of response models in words: models name them <c>tag affinity</c>, <c>weekday = Monday</c>, ….</summary>
public static class ResponseFeatureNames
{
    private const string OfLevel = " = ";

    /// <summary>A feature in the current language, with its level where it stands for one; another model's feature as it is named.</summary>
    /// <param name="name">The name of a feature or of a column of the regression.</param>
    /// <param name="kindName">Kinds of items in words; as they are stored where left out.</param>
    public static string Of(string name, Func<string, string>? kindName = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        var end = name.IndexOf(OfLevel, StringComparison.Ordinal);
        return end < 0
            ? Feature(name)
            : ResponseTexts.Source.Format(
                "FeatureLevel",
                Feature(name[..end]),
                Level(name[..end], name[(end + OfLevel.Length)..], kindName)
            );
    }

    /// <summary>A note of a report, with the features it names in words.</summary>
    public static string Of(MarketingText note)
    {
        ArgumentNullException.ThrowIfNull(note);
        return (note with { Arguments = [.. note.Arguments.Select(each => each is string names ? Words(names) : each)] }).ToString();
    }

    private static string Words(string names) =>
        string.Join(ResponseTexts.Source.Format("FeatureSeparator"), names.Split(", ").Select(name => Of(name)));

    private static string Feature(string name) =>
        ResponseSweep.Features(ResponseOccasion.Impression).Any(each => each.Name == name)
            ? ResponseTexts.Source.Format($"Feature_{name.Replace(' ', '_')}")
            : name;

    private static string Level(string feature, string level, Func<string, string>? kindName) =>
        level == FeatureEncoding.MissingLevel ? ResponseTexts.Source.Format("LevelMissing")
        : level == FeatureEncoding.OtherLevel ? ResponseTexts.Source.Format("LevelRare")
        : feature == "weekday" && Enum.TryParse<DayOfWeek>(level, out var day) ? CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName(day)
        : feature == "kind" && kindName is not null ? kindName(level)
        : level;
}
