using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text.Json;
using Kuajie.Cli.Commands;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Faults;
using Kuajie.Storage.Files;
using Spectre.Console;

namespace Kuajie.Cli;

/// <summary>The tree of commands, the options that every verb takes, and what becomes of a verb's outcome or fault.</summary>
internal sealed class CommandLine
{
    private readonly CliSession session;
    private readonly Dictionary<Command, Verb> verbOf = [];
    private readonly Option<string> workspace = new("--workspace", "-w") { Recursive = true };
    private readonly Option<string?> json = new("--json")
    {
        Recursive = true,
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "OUT",
    };
    private readonly Option<bool> quiet = new("--quiet", "-q") { Recursive = true };
    private readonly Option<string> language = new("--language") { Recursive = true };

    public CommandLine(CliSession session, IReadOnlyList<Verb> verbs)
    {
        this.session = session;
        workspace.Description = CliTexts.WorkspaceOption;
        workspace.HelpName = "DIR";
        workspace.DefaultValueFactory = _ => Environment.GetEnvironmentVariable("KUAJIE_WORKSPACE") ?? "workspace.kuajie";
        json.Description = CliTexts.JsonOption;
        quiet.Description = CliTexts.QuietOption;
        language.Description = CliTexts.LanguageOption;
        language.HelpName = "en|zh";
        language.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: not ("en" or "zh" or "zh-Hans") and var wish }])
            {
                result.AddError(CliTexts.UnknownLanguage(wish));
            }
        });
        Root = new RootCommand(CliTexts.Claim) { workspace, json, quiet, language };
        foreach (var option in Root.Options)
        {
            Describe(option);
        }
        foreach (var verb in verbs)
        {
            Root.Subcommands.Add(Build(verb));
        }
    }

    public RootCommand Root { get; }

    /// <summary>Tells a fault to the person and, where asked for, to the program that called; returns the exit code.</summary>
    public int WriteFault(ParseResult parsed, KuajieException fault)
    {
        foreach (var (label, text) in Lines(fault))
        {
            session.Error.WriteLine(CliTexts.FaultLine(label, text));
        }
        if (IsJson(parsed) && parsed.GetValue(json) is null)
        {
            WriteJson(new { error = ErrorOf(fault) });
        }
        return fault.IsUsage ? KuajieCommand.Usage : KuajieCommand.Failure;
    }

    /// <summary>Tells several faults at once: a paragraph each for the person, a list for the program.</summary>
    private int WriteFaults(ParseResult parsed, SeveralFaultsException several)
    {
        foreach (var fault in several.Faults)
        {
            foreach (var (label, text) in Lines(fault))
            {
                session.Error.WriteLine(CliTexts.FaultLine(label, text));
            }
            session.Error.WriteLine();
        }
        session.Error.WriteLine(DecisionTexts.Say("SeveralFaults", several.Faults.Count));
        if (IsJson(parsed) && parsed.GetValue(json) is null)
        {
            WriteJson(new { errors = several.Faults.Select(ErrorOf) });
        }
        return several.Faults.Any(fault => fault.IsUsage) ? KuajieCommand.Usage : KuajieCommand.Failure;
    }

    private static object ErrorOf(KuajieException fault) =>
        new
        {
            fault.Code,
            fault.Found,
            fault.Expected,
            fault.Where,
            fault.Cure,
        };

    private static IEnumerable<(string Label, string Text)> Lines(KuajieException fault)
    {
        yield return (CliTexts.Found, fault.Found);
        if (fault.Where is { } where)
        {
            yield return (CliTexts.Where, where);
        }
        yield return (CliTexts.Expected, fault.Expected);
        yield return (CliTexts.Cure, fault.Cure);
    }

    private void Describe(Option option)
    {
        if (option is HelpOption help)
        {
            help.Description = CliTexts.HelpOption;
            help.Action = new WriteHelp(this);
        }
        else if (option is VersionOption version)
        {
            version.Description = CliTexts.VersionOption;
        }
    }

    private Command Build(Verb verb)
    {
        var command = new Command(verb.Name, verb.Description);
        verbOf.Add(command, verb);
        verb.Configure(command);
        foreach (var below in verb.SubVerbs)
        {
            command.Subcommands.Add(Build(below));
        }
        command.SetAction((parsed, cancellation) => RunAsync(verb, parsed, cancellation));
        return command;
    }

    private async Task<int> RunAsync(Verb verb, ParseResult parsed, CancellationToken cancellation)
    {
        var folder = Path.GetFullPath(parsed.GetValue(workspace)!);
        var context = new VerbContext(parsed, session with { Cancellation = cancellation }, folder, parsed.GetValue(quiet));
        try
        {
            var outcome = await verb.RunAsync(context);
            Write(parsed, outcome);
            await (outcome.Then?.Invoke() ?? Task.CompletedTask);
            return outcome.ExitCode;
        }
        catch (KuajieException fault)
        {
            return WriteFault(parsed, fault);
        }
        catch (SeveralFaultsException several)
        {
            return WriteFaults(parsed, several);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await session.Error.WriteLineAsync(CliTexts.Cancelled);
            return KuajieCommand.CancelledByPerson;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return WriteFault(parsed, MachineFault(failure));
        }
        catch (Exception defect)
        {
            await session.Error.WriteLineAsync(defect.ToString());
            return WriteFault(parsed, Defect(defect));
        }
    }

    private static KuajieException MachineFault(Exception failure) =>
        new("file-failure", failure.Message, CliTexts.FileFailureExpected, CliTexts.FileFailureCure, inner: failure);

    private static KuajieException Defect(Exception defect) =>
        new(
            "defect",
            CliTexts.DefectFound(defect.GetType().Name, defect.Message),
            CliTexts.DefectExpected,
            CliTexts.DefectCure,
            inner: defect
        );

    private bool IsJson(ParseResult parsed) => parsed.GetResult(json) is { Implicit: false };

    private void Write(ParseResult parsed, VerbOutcome outcome)
    {
        if (IsJson(parsed))
        {
            if (parsed.GetValue(json) is not { } path)
            {
                WriteJson(outcome.Document);
                return;
            }
            OutputFile.WriteText(path, JsonSerializer.Serialize(outcome.Document, KuajieCommand.Json) + "\n");
        }
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(session.Out) });
        console.Profile.Width = session.Width;
        outcome.Print(console);
    }

    private void WriteJson(object document) => session.Out.WriteLine(JsonSerializer.Serialize(document, KuajieCommand.Json));

    private sealed class WriteHelp(CommandLine line) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var command = parseResult.CommandResult.Command;
            var page = new HelpPage(
                command,
                line.verbOf.GetValueOrDefault(command)?.Example,
                Math.Min(line.session.Width, HelpPage.Widest)
            );
            page.Write(line.session.Out);
            return KuajieCommand.Success;
        }
    }
}
