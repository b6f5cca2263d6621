namespace Kuajie.Platform.Experiments;

/// <summary>Arms as lists record them: <c>experiment:arm</c>, several with commas between.</summary>
internal static class ArmText
{
    public static string Of(string experiment, string arm) => $"{experiment}:{arm}";

    /// <summary>The arm of an experiment, or null. O(length).</summary>
    public static string? Find(string? recorded, string experiment)
    {
        if (recorded is null)
        {
            return null;
        }
        foreach (var range in recorded.AsSpan().Split(','))
        {
            var one = recorded.AsSpan(range);
            if (one.Length > experiment.Length && one[experiment.Length] == ':' && one.StartsWith(experiment, StringComparison.Ordinal))
            {
                return one[(experiment.Length + 1)..].ToString();
            }
        }
        return null;
    }
}
