using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Response;

/// <summary>Whether there is enough to learn from, and if not, of what too little.</summary>
internal static class ResponseShortage
{
    public static MarketingText? Of(ResponseData data, IReadOnlyList<ResponsePart> parts, ResponseSplit split)
    {
        if (data.Features.Count == 0)
        {
            return MarketingText.Of("ShortageFeatures");
        }
        if (parts.FirstOrDefault(part => part.Rows < ResponseTrainer.FewestRows) is { } few)
        {
            return MarketingText.Of("ShortageRows", few.Name, few.Rows, ResponseTrainer.FewestRows, data.Rows.Count);
        }
        var rows = new[] { split.Train, split.Calibration, split.Choice, split.Test };
        for (var part = 0; part < rows.Length; part++)
        {
            if (data.Outcome.IsBinary())
            {
                var yes = rows[part].Count(row => row.Outcome > 0.5);
                if (Math.Min(yes, rows[part].Length - yes) < ResponseTrainer.FewestOfClass)
                {
                    return MarketingText.Of("ShortageClass", parts[part].Name, yes, rows[part].Length - yes, ResponseTrainer.FewestOfClass);
                }
            }
            else if (rows[part].All(row => row.Outcome.Equals(rows[part][0].Outcome)))
            {
                return MarketingText.Of("ShortageSpread", parts[part].Name, rows[part][0].Outcome);
            }
        }
        return null;
    }
}
