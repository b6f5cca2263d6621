using Kuajie.Client.Audience;
using Kuajie.Server.Web.Parts;
using static Kuajie.Server.Web.Pages.Audience.AudiencePageTexts;

namespace Kuajie.Server.Web.Pages.Audience;

/// <summary>Long work on audiences in words.</summary>
internal static class AudienceRunWords
{
    /// <summary>What was asked for.</summary>
    public static string What(AudienceRunResponse run) =>
        run switch
        {
            { ClustersAsked: { } clusters } => T("RunClusters", clusters.Fewest, clusters.Most, clusters.Seed, Factors(clusters)),
            { ResponsesAsked: { Outcome: { } outcome, After: { } after, Days: { } days } } => Response(outcome, after, days),
            _ => run.Kind,
        };

    /// <summary>Which response is predicted.</summary>
    public static string Response(string outcome, string after, double days) =>
        T("ResponseWhat", T($"Outcome_{outcome}"), T($"After_{after}"), Figures.Number(days, 0));

    /// <summary>A stage.</summary>
    public static string Stage(string stage) => T($"Step_{stage}");

    private static string Factors(ClustersRequest clusters) =>
        clusters switch
        {
            { WithFactors: false } => T("FactorsNone"),
            { ModelVersion: { } version } => T("FactorsOf", version),
            _ => T("FactorsServing"),
        };
}
