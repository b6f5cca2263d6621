using System.Globalization;
using System.Text;
using Kuajie.Platform.Interactions;

namespace Kuajie.Storage.DuckDb;

/// <summary>
/// <see cref="KindWeights"/> as an SQL expression over <c>kind</c> and <c>value</c>, in whole millionths: whole numbers add up to the same total in whatever
/// order threads add them, so a dataset built twice is the same to the last bit.
/// </summary>
internal static class WeightSql
{
    public static string Millionths(KindWeights weights)
    {
        var cases = new StringBuilder("CASE i.kind");
        foreach (var (kind, weight) in weights.Weights.OrderBy(pair => pair.Key))
        {
            var full = Number(weight * 1e6);
            var counted = kind switch
            {
                InteractionKind.Watch =>
                    $"{full} * least(1, greatest(0, coalesce(i.value, {Number(weights.FullWatchSeconds)}) / {Number(weights.FullWatchSeconds)}))",
                InteractionKind.Rating => $"CASE WHEN coalesce(i.value, 0) < {Number(weights.MinimumRating)} THEN 0 ELSE {full} END",
                _ => full,
            };
            cases.Append(CultureInfo.InvariantCulture, $" WHEN {(int)kind} THEN round({counted})::BIGINT");
        }
        return cases.Append(" ELSE 0 END").ToString();
    }

    private static string Number(double value) => value.ToString("F6", CultureInfo.InvariantCulture) + "::DOUBLE";
}
