using System.Globalization;

namespace Kuajie.Server.Web.Parts;

/// <summary>How long the bar of a score is beside the best one's. Scores compare within one list of one domain only, so the best is the whole.</summary>
internal static class ScoreWidth
{
    public static string Of(double score, double best) =>
        Share(best > 0 ? Math.Clamp(score / best, 0.02, 1) : 0.02).ToString("0.#", CultureInfo.InvariantCulture) + "%";

    private static double Share(double part) => 100 * part;
}
