using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kuajie.Cli.Commands;
using Kuajie.Cli.Output;

namespace Kuajie.Cli;

/// <summary>The command line as a whole: its verbs, its exit codes, its language, and one run of it.</summary>
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
            new DemoCommand(),
            new InitCommand(),
            new SampleCommand(),
            new ImportCommand(),
            new DomainsCommand(),
            new LinkCommand(),
            new TrainCommand(),
            new ModelsCommand(),
            new RecommendCommand(),
            new AudienceCommand(),
            new PartnersCommand(),
            new PlanCommand(),
            new CampaignCommand(),
            new WebhookCommand(),
            new ExperimentCommand(),
            new SimulateCommand(),
            new ServeCommand(),
            new KeysCommand(),
            new EvaluateCommand(),
            new ResponseCommand(),
            new UpliftCommand(),
            new AttributionCommand(),
            new BenchmarkCommand(),
            new TwinsCommand(),
            new StatusCommand(),
            new DoctorCommand(),
            new EraseCommand(),
        ];

    /// <summary>Runs one call and returns its exit code: 0 done, 1 failed, 2 wrongly called, 130 cancelled.</summary>
    public static Task<int> RunAsync(string[] arguments, CliSession session) => RunAsync(arguments, session, Verbs);

    /// <summary>The same with other verbs.</summary>
    /// <param name="arguments">The call without the program's name.</param>
    /// <param name="session">What the process gives.</param>
    /// <param name="verbs">Makes the verbs; called once the language is chosen, since verbs carry texts.</param>
    internal static async Task<int> RunAsync(string[] arguments, CliSession session, Func<IReadOnlyList<Verb>> verbs)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = ChooseLanguage(arguments);
        var commandLine = new CommandLine(session, verbs());
        var parsed = commandLine.Root.Parse(arguments.Length == 0 ? ["--help"] : arguments);
        if (parsed.Errors.Count > 0)
        {
            return commandLine.WriteFault(parsed, UsageFaults.Of(parsed));
        }
        var invocation = new InvocationConfiguration
        {
            Output = session.Out,
            Error = session.Error,
            EnableDefaultExceptionHandler = false,
            // Ctrl+C cancels and waits: a verb that is closing its stores is not cut off after a few seconds.
            ProcessTerminationTimeout = null,
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
}
