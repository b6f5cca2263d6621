using Kuajie.Client.Problems;
using Kuajie.Platform.Faults;
using Microsoft.AspNetCore.Http;

namespace Kuajie.Server.Problems;

/// <summary>Refuses a request with everything that is wrong with it.</summary>
internal static class SeveralFaults
{
    /// <summary>Faults that one answer names; a body of nonsense must not become an answer of many times its size.</summary>
    public const int Most = 1000;

    /// <summary>Answers 400: a single fault as itself, several in <c>faults</c>.</summary>
    public static Task RefuseAsync(HttpContext context, List<KuajieException> faults)
    {
        var first = faults[0];
        return faults.Count == 1
            ? ProblemWriter.WriteAsync(context, StatusCodes.Status400BadRequest, first)
            : ProblemWriter.WriteAsync(
                context,
                StatusCodes.Status400BadRequest,
                ServerTexts.FaultAt(first.Where ?? "$", "several-faults", "SeveralFaults", faults.Count),
                [
                    .. faults
                        .Take(Most)
                        .Select(fault => new FaultResponse(fault.Where ?? "$", fault.Code, fault.Found, fault.Expected, fault.Cure)),
                ]
            );
    }

    /// <summary>The entries of a list with their places, to be checked one by one. Faults of the list itself are added first; after the most that an answer names no more entries come.</summary>
    public static IEnumerable<(T Sent, string Where)> Each<T>(IReadOnlyList<T?> list, string name, int most, List<KuajieException> faults)
        where T : class
    {
        faults.AddRange(OfList(list, name, most));
        for (var place = 0; faults.Count < Most && place < Math.Min(list.Count, most); place++)
        {
            if (list[place] is { } sent)
            {
                yield return (sent, $"{name}[{place}]");
            }
        }
    }

    /// <summary>Faults of a list as such: empty, too long, or with entries that are null.</summary>
    private static List<KuajieException> OfList<T>(IReadOnlyList<T?> list, string name, int most)
        where T : class
    {
        if (list.Count == 0 || list.Count > most)
        {
            return [ServerTexts.FaultAt(name, "wrong-batch-size", "WrongBatchSize", list.Count, most)];
        }
        return
        [
            .. Enumerable
                .Range(0, list.Count)
                .Where(place => list[place] is null)
                .Select(place => ServerTexts.FaultAt($"{name}[{place}]", "missing-entry", "MissingEntry")),
        ];
    }
}
