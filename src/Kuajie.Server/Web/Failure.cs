using System.Net;
using Kuajie.Client;

namespace Kuajie.Server.Web;

/// <summary>Why something could not be shown or done, for people.</summary>
/// <param name="Found">What was found.</param>
/// <param name="Cure">What to do about it; empty where there is nothing.</param>
/// <param name="IsSignedOut">Whether signing in again is the cure.</param>
/// <param name="IsMissing">Whether what was asked for is not there.</param>
public sealed record Failure(string Found, string Cure, bool IsSignedOut = false, bool IsMissing = false)
{
    /// <summary>The same, a line for each fault where a request has several; null for a fault of the program.</summary>
    public static IReadOnlyList<string>? LinesOf(Exception exception) =>
        exception is KuajieProblemException { Faults.Count: > 0 } several
            ? [.. several.Faults.Select(each => $"{each.Found} {each.Expected} {each.Cure}")]
        : Of(exception) is { } told ? [$"{told.Found} {told.Cure}"]
        : null;

    /// <summary>What an exception of a call to the API means, or null for one that is a fault of the program.</summary>
    public static Failure? Of(Exception exception) =>
        exception switch
        {
            KuajieProblemException { Status: HttpStatusCode.Unauthorized } problem => new Failure(
                problem.Found,
                problem.Cure,
                IsSignedOut: true
            ),
            KuajieProblemException problem => new Failure(
                problem.Where is { Length: > 0 } where ? $"{where}: {problem.Found}" : problem.Found,
                problem.Cure,
                IsMissing: problem.Status == HttpStatusCode.NotFound
            ),
            HttpRequestException => new Failure(ConsoleTexts.Say("ServiceAway"), ConsoleTexts.Say("ServiceAwayCure")),
            _ => null,
        };
}
