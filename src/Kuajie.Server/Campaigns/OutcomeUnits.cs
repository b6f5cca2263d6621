using Kuajie.Client.Campaigns;

namespace Kuajie.Server.Campaigns;

/// <summary>What the figures of a measure are counted in.</summary>
internal static class OutcomeUnits
{
    /// <summary>Whether its means are shares, and read as percentages.</summary>
    public static bool IsShare(OutcomeMeasureResponse measure) => IsOfUsers(measure) || IsOfDoings(measure);

    /// <summary>The unit of what all users reached did together.</summary>
    public static string Whole(OutcomeMeasureResponse measure, string currency) =>
        measure.Measure == "sales" ? currency
        : IsOfUsers(measure) ? "users"
        : "events";

    /// <summary>The unit of a mean.</summary>
    public static string Mean(OutcomeMeasureResponse measure, string currency) =>
        IsOfDoings(measure) ? "share" : $"{Whole(measure, currency)} a user";

    private static bool IsOfUsers(OutcomeMeasureResponse measure) => measure.Measure is "buyers" or "newcomers" or "returned";

    private static bool IsOfDoings(OutcomeMeasureResponse measure) => measure.Measure is "searchShare" or "mentionShare";
}
