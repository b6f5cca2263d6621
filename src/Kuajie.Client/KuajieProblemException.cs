using System.Net;
using Kuajie.Client.Problems;

namespace Kuajie.Client;

/// <summary>The service refused a request and says why and what to do about it.</summary>
public sealed class KuajieProblemException : Exception
{
    /// <summary>Made from what the service answered.</summary>
    /// <param name="problem">The problem.</param>
    public KuajieProblemException(ProblemResponse problem)
        : base(TextOf(problem)) => Problem = problem;

    /// <summary>All that the service said.</summary>
    public ProblemResponse Problem { get; }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status => (HttpStatusCode)Problem.Status;

    /// <summary>Stable name for programs, for example <c>unknown-domain</c>; <c>http-502</c> and the like where something other than the service answered.</summary>
    public string Code => Problem.Code;

    /// <summary>What was found.</summary>
    public string Found => Problem.Found;

    /// <summary>What was expected.</summary>
    public string Expected => Problem.Expected;

    /// <summary>What to do about it.</summary>
    public string Cure => Problem.Cure;

    /// <summary>The part of the request it is about, or null.</summary>
    public string? Where => Problem.Where;

    /// <summary>The faults of the request, where it has several; else none.</summary>
    public IReadOnlyList<FaultResponse> Faults => Problem.Faults ?? [];

    private static string TextOf(ProblemResponse problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var where = problem.Where is null ? "" : $" ({problem.Where})";
        return $"{problem.Code}{where}: {problem.Found} {problem.Expected} {problem.Cure}".TrimEnd();
    }
}
