using Spectre.Console;

namespace Kuajie.Cli.Output;

/// <summary>What a verb answers: one document for programs and a rendering for people; which of the two is written depends on <c>--json</c>.</summary>
/// <param name="Document">Serialised with web (camelCase) names; property names that hold <c>@</c> come from dictionaries.</param>
/// <param name="Print">Writes the same for people to standard output.</param>
/// <param name="ExitCode">0, or 1 where the work was done but its answer is bad news (for example <c>doctor</c> found damage).</param>
/// <param name="Then">What the verb goes on to do once its answer is out; null for nothing.</param>
internal sealed record VerbOutcome(object Document, Action<IAnsiConsole> Print, int ExitCode = 0, Func<Task>? Then = null);
