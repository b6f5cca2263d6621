using System.Globalization;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;
using Kuajie.Server;

namespace Kuajie.Cli.Serving;

/// <summary>Texts of <c>kuajie serve</c>.</summary>
internal static class ServeTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(ServeTexts));

    public static string Description => Source.Format(nameof(Description));

    public static string AddressOption => Source.Format(nameof(AddressOption));

    public static string PortOption => Source.Format(nameof(PortOption));

    public static string PseudonymizeOption => Source.Format(nameof(PseudonymizeOption));

    public static string SettingsOption => Source.Format(nameof(SettingsOption));

    public static string HowToStop => Source.Format(nameof(HowToStop));

    public static string Draining => Source.Format(nameof(Draining));

    public static string Stopped => Source.Format(nameof(Stopped));

    public static string NeedsOwner(string code, Uri address) => Source.Format(nameof(NeedsOwner), code, address);

    public static string ConsoleAt(Uri address) => Source.Format(nameof(ConsoleAt), address);

    public static string NoAddress(string text) => Source.Format(nameof(NoAddress), text);

    public static string NoPort(int number) => Source.Format(nameof(NoPort), number);

    public static string Listening(Uri address) => Source.Format(nameof(Listening), address.GetLeftPart(UriPartial.Authority));

    public static KuajieException NoPseudonymKey(string text) =>
        Source.Fault("no-pseudonym-key", nameof(NoPseudonymKey), "--pseudonymize", isUsage: true, arguments: [text]);

    public static KuajieException MissingSettings(string file, Exception inner) =>
        Source.Fault("missing-settings", nameof(MissingSettings), file, isUsage: true, inner: inner, arguments: [file]);

    public static KuajieException UnreadableSettings(string file, string place, Exception? inner) =>
        Source.Fault("unreadable-settings", nameof(UnreadableSettings), file, isUsage: true, inner: inner, arguments: [place]);

    public static KuajieException InvalidSettings(string file, IReadOnlyList<OptionFault> faults) =>
        Source.Fault(
            "invalid-settings",
            nameof(InvalidSettings),
            file,
            isUsage: true,
            arguments:
            [
                string.Join(", ", faults.Select(fault => $"{fault.Option} = {fault.Found}")),
                string.Join(", ", faults.Select(fault => $"{fault.Option}: {fault.Expected}")),
            ]
        );

    public static KuajieException CannotListen(ServerSettings settings, Exception? inner = null) =>
        Source.Fault(
            "cannot-listen",
            nameof(CannotListen),
            inner: inner,
            arguments: [settings.Address, settings.Port.ToString(CultureInfo.InvariantCulture)]
        );
}
