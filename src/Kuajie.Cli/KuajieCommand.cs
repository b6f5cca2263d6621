using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kuajie.Cli.Commands;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Faults;
using Spectre.Console;

namespace Kuajie.Cli;

/// <summary>The command line as a whole: builds the verbs, runs one, and turns its outcome or fault into output and an exit code.</summary>
internal static class KuajieCommand
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int Usage = 2;
    public const int CancelledByPerson = 130;

    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };

    /// <summary>Every verb, in the order of the help.</summary>
    public static IReadOnlyList<Verb> Verbs() =>
        [
            //
            new EvaluateCommand(),
            new BenchmarkCommand(),
        ];

    public static async Task<int> RunAsync(string[] arguments, CliSession session)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = ChooseLanguage(arguments);
        var commandLine = new CommandLine(session);
        var parsed = commandLine.Root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            return commandLine.WriteFault(parsed, UsageFault(parsed));
        }
        var invocation = new InvocationConfiguration
        {
            Output = session.Out,
            Error = session.Error,
            EnableDefaultExceptionHandler = false,
        };
        return await parsed.InvokeAsync(invocation, session.Cancellation);
    }

    private static CultureInfo ChooseLanguage(string[] arguments)
    {
        var place = Array.FindIndex(
            arguments,
            argument => argument is "--language" || argument.StartsWith("--language=", StringComparison.Ordinal)
        );
        var wish =
            place < 0 ? Environment.GetEnvironmentVariable("KUAJIE_LANGUAGE") ?? CultureInfo.CurrentUICulture.Name
            : arguments[place].Contains('=', StringComparison.Ordinal) ? arguments[place].Split('=', 2)[1]
            : arguments.ElementAtOrDefault(place + 1) ?? "en";
        return CultureInfo.GetCultureInfo(wish.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "zh-Hans" : "en");
    }

    private static KuajieException UsageFault(ParseResult parsed)
    {
        var verb = FullName(parsed.CommandResult.Command);
        var found = string.Join(" ", parsed.Errors.Select(error => error.Message).Distinct());
        return new KuajieException("wrong-usage", found, CliTexts.UsageExpected(verb), CliTexts.UsageCure(verb), isUsage: true);
    }

    private static string FullName(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? "kuajie" : $"{FullName(parent)} {command.Name}";
    }

    /// <summary>The tree of commands and the options that every verb takes.</summary>
    private sealed class CommandLine
    {
        private readonly CliSession session;
        private readonly Option<string> workspace = new("--workspace", "-w") { Recursive = true };
        private readonly Option<string?> json = new("--json")
        {
            Recursive = true,
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "OUT",
        };
        private readonly Option<bool> quiet = new("--quiet", "-q") { Recursive = true };
        private readonly Option<string> language = new("--language") { Recursive = true };

        public CommandLine(CliSession session)
        {
            this.session = session;
            workspace.Description = CliTexts.WorkspaceOption;
            workspace.HelpName = "DIR";
            workspace.DefaultValueFactory = _ => Environment.GetEnvironmentVariable("KUAJIE_WORKSPACE") ?? "workspace.kuajie";
            json.Description = CliTexts.JsonOption;
            quiet.Description = CliTexts.QuietOption;
            language.Description = CliTexts.LanguageOption;
            language.HelpName = "en|zh";
            Root = new RootCommand(CliTexts.Claim) { workspace, json, quiet, language };
            foreach (var verb in Verbs())
            {
                Root.Subcommands.Add(Build(verb));
            }
        }

        public RootCommand Root { get; }

        public int WriteFault(ParseResult parsed, KuajieException fault)
        {
            foreach (var (label, text) in Lines(fault))
            {
                session.Error.WriteLine($"{label}: {text}");
            }
            if (parsed.GetResult(json) is { Implicit: false } && parsed.GetValue(json) is null)
            {
                WriteJson(
                    new
                    {
                        error = new
                        {
                            fault.Code,
                            fault.Found,
                            fault.Expected,
                            fault.Where,
                            fault.Cure,
                        },
                    }
                );
            }
            return fault.IsUsage ? Usage : Failure;
        }

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

        private Command Build(Verb verb)
        {
            var command = new Command(verb.Name, verb.Description);
            verb.Configure(command);
            foreach (var below in verb.SubVerbs)
            {
                command.Subcommands.Add(Build(below));
            }
            command.Options.Add(new HelpOption { Action = new HelpWithExample(verb.Example) });
            command.SetAction((parsed, cancellation) => RunAsync(verb, parsed, cancellation));
            return command;
        }

        private async Task<int> RunAsync(Verb verb, ParseResult parsed, CancellationToken cancellation)
        {
            var context = new VerbContext(
                parsed,
                session with
                {
                    Cancellation = cancellation,
                },
                Path.GetFullPath(parsed.GetValue(workspace)!),
                parsed.GetValue(quiet)
            );
            try
            {
                var outcome = await verb.RunAsync(context);
                Write(parsed, outcome);
                return outcome.ExitCode;
            }
            catch (KuajieException fault)
            {
                return WriteFault(parsed, fault);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                await session.Error.WriteLineAsync(CliTexts.Cancelled);
                return CancelledByPerson;
            }
        }

        private void Write(ParseResult parsed, VerbOutcome outcome)
        {
            if (parsed.GetResult(json) is { Implicit: false })
            {
                if (parsed.GetValue(json) is not { } path)
                {
                    WriteJson(outcome.Document);
                    return;
                }
                OutputFile.WriteText(path, JsonSerializer.Serialize(outcome.Document, Json) + "\n");
            }
            var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(session.Out) });
            if (Console.IsOutputRedirected)
            {
                console.Profile.Width = 140;
            }
            outcome.Print(console);
        }

        private void WriteJson(object document) => session.Out.WriteLine(JsonSerializer.Serialize(document, Json));
    }

    /// <summary>The library's help, followed by the verb's example.</summary>
    private sealed class HelpWithExample(string example) : SynchronousCommandLineAction
    {
        private readonly HelpAction help = new();

        public override int Invoke(ParseResult parseResult)
        {
            var code = help.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine(CliTexts.ExampleHeading);
            foreach (var line in example.Split('\n'))
            {
                output.WriteLine($"  {line}");
            }
            return code;
        }
    }
}
