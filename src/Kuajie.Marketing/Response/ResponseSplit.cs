namespace Kuajie.Marketing.Response;

/// <summary>
/// Rows cut by time, never by chance: fitted on the oldest, calibrated and chosen on later ones, tested on the newest. Rows of one moment stay together. A row whose outcome was not known when the
/// next part begins is left out.
/// </summary>
/// <param name="Train">Fits.</param>
/// <param name="Calibration">Calibrates, and decides how many trees are kept.</param>
/// <param name="Choice">Chooses the model that is served.</param>
/// <param name="Test">Tells how good it is.</param>
/// <param name="Purged">Rows left out at the cuts.</param>
internal sealed record ResponseSplit(ResponseRow[] Train, ResponseRow[] Calibration, ResponseRow[] Choice, ResponseRow[] Test, int Purged)
{
    public static ResponseSplit Of(IReadOnlyList<ResponseRow> rows, ResponseOptions options)
    {
        // Equal moments in the order given: the sort is stable.
        ResponseRow[] ascending = [.. rows.OrderBy(row => row.At)];
        var half = options.ValidationShare / 2;
        var cuts = new[] { options.TrainShare, options.TrainShare + half, options.TrainShare + (2 * half) }
            .Select(share => Cut(ascending, (int)(share * ascending.Length)))
            .ToArray();
        var parts = new[]
        {
            Part(ascending, 0, cuts[0], options.OutcomeDelay),
            Part(ascending, cuts[0], cuts[1], options.OutcomeDelay),
            Part(ascending, cuts[1], cuts[2], options.OutcomeDelay),
            ascending[cuts[2]..],
        };
        return new ResponseSplit(parts[0], parts[1], parts[2], parts[3], rows.Count - parts.Sum(part => part.Length));
    }

    private static int Cut(ResponseRow[] ascending, int place)
    {
        while (place > 0 && place < ascending.Length && ascending[place].At == ascending[place - 1].At)
        {
            place++;
        }
        return place;
    }

    private static ResponseRow[] Part(ResponseRow[] ascending, int from, int to, TimeSpan delay)
    {
        var rows = ascending[Math.Min(from, to)..to];
        return to == ascending.Length ? rows : [.. rows.Where(row => row.At + delay <= ascending[to].At)];
    }
}
