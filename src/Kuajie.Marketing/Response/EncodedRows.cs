namespace Kuajie.Marketing.Response;

/// <summary>A part of the split as models see it.</summary>
/// <param name="Rows">Standardised columns.</param>
/// <param name="Outcomes">What came.</param>
/// <param name="Groups">Dense numbers of the groups.</param>
internal sealed record EncodedRows(float[][] Rows, double[] Outcomes, int[] Groups)
{
    public static EncodedRows Of(ResponseRow[] rows, FeatureEncoding encoding)
    {
        var (numbers, groups) = (new Dictionary<string, int>(StringComparer.Ordinal), new int[rows.Length]);
        var next = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            if (rows[row].Group is not { } group)
            {
                groups[row] = next++;
            }
            else if (!numbers.TryGetValue(group, out groups[row]))
            {
                numbers[group] = groups[row] = next++;
            }
        }
        return new EncodedRows([.. rows.Select(row => encoding.Encode(row.Values))], [.. rows.Select(row => row.Outcome)], groups);
    }

    /// <summary>Calibrated predictions of a model.</summary>
    public double[] Predictions(ResponseModel model) => [.. Rows.Select(row => model.Calibrated(model.Score(row)))];
}
