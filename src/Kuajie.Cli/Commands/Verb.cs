using System.CommandLine;
using Kuajie.Cli.Output;

namespace Kuajie.Cli.Commands;

/// <summary>
/// One verb of the command line. A subclass names its options, does the work through the platform's slices and answers with a
/// <see cref="VerbOutcome"/>; parsing, faults, exit codes, JSON and cancelling are the same for all and live in <see cref="KuajieCommand"/>.
/// </summary>
internal abstract class Verb
{
    /// <summary>Name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>One or two sentences for the help, in the person's language.</summary>
    public abstract string Description { get; }

    /// <summary>At least one working call for the help, one per line.</summary>
    public abstract string Example { get; }

    /// <summary>Verbs below this one, for example <c>benchmark als</c>.</summary>
    public virtual IReadOnlyList<Verb> SubVerbs => [];

    /// <summary>Adds the verb's options and arguments.</summary>
    public virtual void Configure(Command command) { }

    /// <summary>Does the work.</summary>
    public abstract Task<VerbOutcome> RunAsync(VerbContext context);
}
