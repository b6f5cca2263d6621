using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of the command line that belong to no single verb.</summary>
internal static class CliTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(CliTexts));

    public static string Claim => Source.Format(nameof(Claim));

    public static string WorkspaceOption => Source.Format(nameof(WorkspaceOption));

    public static string JsonOption => Source.Format(nameof(JsonOption));

    public static string QuietOption => Source.Format(nameof(QuietOption));

    public static string LanguageOption => Source.Format(nameof(LanguageOption));

    public static string ExampleHeading => Source.Format(nameof(ExampleHeading));

    public static string Found => Source.Format(nameof(Found));

    public static string Expected => Source.Format(nameof(Expected));

    public static string Where => Source.Format(nameof(Where));

    public static string Cure => Source.Format(nameof(Cure));

    public static string Cancelled => Source.Format(nameof(Cancelled));

    public static string CannotWriteExpected => Source.Format(nameof(CannotWriteExpected));

    public static string CannotWriteCure => Source.Format(nameof(CannotWriteCure));

    public static string CannotWrite(string path, string reason) => Source.Format(nameof(CannotWrite), path, reason);

    public static string HelpOption => Source.Format(nameof(HelpOption));

    public static string VersionOption => Source.Format(nameof(VersionOption));

    public static string UsageHeading => Source.Format(nameof(UsageHeading));

    public static string VerbsHeading => Source.Format(nameof(VerbsHeading));

    public static string ArgumentsHeading => Source.Format(nameof(ArgumentsHeading));

    public static string OptionsHeading => Source.Format(nameof(OptionsHeading));

    public static string EveryVerbHeading => Source.Format(nameof(EveryVerbHeading));

    public static string VerbPlaceholder => Source.Format(nameof(VerbPlaceholder));

    public static string OptionsPlaceholder => Source.Format(nameof(OptionsPlaceholder));

    public static string RequiredMark => Source.Format(nameof(RequiredMark));

    public static string DefaultMark(string value) => Source.Format(nameof(DefaultMark), value);

    public static string FaultLine(string label, string text) => Source.Format(nameof(FaultLine), label, text);

    public static string UnknownLanguage(string wish) => Source.Format(nameof(UnknownLanguage), wish);

    public static string UnknownOption(string option) => Source.Format(nameof(UnknownOption), option);

    public static string UnknownVerb(string verb) => Source.Format(nameof(UnknownVerb), verb);

    public static string SurplusValue(string value) => Source.Format(nameof(SurplusValue), value);

    public static string MissingVerb => Source.Format(nameof(MissingVerb));

    public static string MissingValue(string option) => Source.Format(nameof(MissingValue), option);

    public static string MissingOptions(string options) => Source.Format(nameof(MissingOptions), options);

    public static string MissingArgument(string argument) => Source.Format(nameof(MissingArgument), argument);

    public static string UnreadableValue(string name, string value) => Source.Format(nameof(UnreadableValue), name, value);

    public static string ExpectedOption(string verb, string options) => Source.Format(nameof(ExpectedOption), verb, options);

    public static string ExpectedVerb(string verbs) => Source.Format(nameof(ExpectedVerb), verbs);

    public static string ExpectedCall(string call) => Source.Format(nameof(ExpectedCall), call);

    public static string ExpectedValue(string name, string kind) => Source.Format(nameof(ExpectedValue), name, kind);

    public static string ExpectedChoice(string name, string choices) => Source.Format(nameof(ExpectedChoice), name, choices);

    public static string EveryProcessor => Source.Format(nameof(EveryProcessor));

    public static string KindWholeNumber => Source.Format(nameof(KindWholeNumber));

    public static string KindNumber => Source.Format(nameof(KindNumber));

    public static string KindDate => Source.Format(nameof(KindDate));

    public static string DidYouMean(string name) => Source.Format(nameof(DidYouMean), name);

    public static string FileFailureExpected => Source.Format(nameof(FileFailureExpected));

    public static string FileFailureCure => Source.Format(nameof(FileFailureCure));

    public static string DefectFound(string kind, string message) => Source.Format(nameof(DefectFound), kind, message);

    public static string DefectExpected => Source.Format(nameof(DefectExpected));

    public static string DefectCure => Source.Format(nameof(DefectCure));

    /// <summary>Sentences one after another: a space between them, none in Chinese.</summary>
    public static string Join(IEnumerable<string> sentences) =>
        string.Join(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "" : " ", sentences);

    public static string UsageExpected(string verb) => Source.Format(nameof(UsageExpected), verb);

    public static string TooSmall(string option, int value, int least) => Source.Format(nameof(TooSmall), option, value, least);

    public static string UsageCure(string verb) => Source.Format(nameof(UsageCure), verb);

    public static string ProgressRunning(string title, long done, string unit, double rate, TimeSpan? remaining) =>
        remaining is { } left
            ? Source.Format("ProgressRunningWithRemaining", title, done, unit, rate, ProgressLine.Duration(left))
            : Source.Format(nameof(ProgressRunning), title, done, unit, rate);

    public static string ProgressDone(string title, long done, string unit, TimeSpan elapsed, double rate) =>
        Source.Format(nameof(ProgressDone), title, done, unit, ProgressLine.Duration(elapsed), rate);
}
