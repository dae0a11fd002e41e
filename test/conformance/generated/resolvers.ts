// Generated from spec/. Change the files there and run `npx toolwright generate`.
import type { AnyHandler, AppOf } from 'toolwright/runtime';
import { testTriggerPromptChange } from '../runtime/resolvers/fixtures/changes/test_trigger_prompt_change.js';
import { testTriggerToolChange } from '../runtime/resolvers/fixtures/changes/test_trigger_tool_change.js';
import {
  testInputRequiredResultCapabilities,
} from '../runtime/resolvers/fixtures/client/test_input_required_result_capabilities.js';
import {
  testInputRequiredResultListRoots,
} from '../runtime/resolvers/fixtures/client/test_input_required_result_list_roots.js';
import {
  testInputRequiredResultSampling,
} from '../runtime/resolvers/fixtures/client/test_input_required_result_sampling.js';
import { testLoggingTool } from '../runtime/resolvers/fixtures/client/test_logging_tool.js';
import { testMissingCapability } from '../runtime/resolvers/fixtures/client/test_missing_capability.js';
import { testSampling } from '../runtime/resolvers/fixtures/client/test_sampling.js';
import { testToolWithLogging } from '../runtime/resolvers/fixtures/client/test_tool_with_logging.js';
import { jsonSchema202012Tool } from '../runtime/resolvers/fixtures/content/json_schema_2020_12_tool.js';
import { testAudioContent } from '../runtime/resolvers/fixtures/content/test_audio_content.js';
import { testEmbeddedResource } from '../runtime/resolvers/fixtures/content/test_embedded_resource.js';
import { testErrorHandling } from '../runtime/resolvers/fixtures/content/test_error_handling.js';
import { testHeaders } from '../runtime/resolvers/fixtures/content/test_headers.js';
import { testImageContent } from '../runtime/resolvers/fixtures/content/test_image_content.js';
import { testMultipleContentTypes } from '../runtime/resolvers/fixtures/content/test_multiple_content_types.js';
import { testSimpleText } from '../runtime/resolvers/fixtures/content/test_simple_text.js';
import { testToolWithProgress } from '../runtime/resolvers/fixtures/content/test_tool_with_progress.js';
import { testElicitation } from '../runtime/resolvers/fixtures/questions/test_elicitation.js';
import {
  testElicitationSep1034Defaults,
} from '../runtime/resolvers/fixtures/questions/test_elicitation_sep1034_defaults.js';
import { testElicitationSep1330Enums } from '../runtime/resolvers/fixtures/questions/test_elicitation_sep1330_enums.js';
import {
  testInputRequiredResultElicitation,
} from '../runtime/resolvers/fixtures/questions/test_input_required_result_elicitation.js';
import {
  testInputRequiredResultMultiRound,
} from '../runtime/resolvers/fixtures/questions/test_input_required_result_multi_round.js';
import {
  testInputRequiredResultMultipleInputs,
} from '../runtime/resolvers/fixtures/questions/test_input_required_result_multiple_inputs.js';
import {
  testInputRequiredResultRequestState,
} from '../runtime/resolvers/fixtures/questions/test_input_required_result_request_state.js';
import {
  testInputRequiredResultTamperedState,
} from '../runtime/resolvers/fixtures/questions/test_input_required_result_tampered_state.js';
import { testStreamingElicitation } from '../runtime/resolvers/fixtures/questions/test_streaming_elicitation.js';
import { staticBinary } from '../runtime/resolvers/fixtures/resources/static_binary.js';
import { staticText } from '../runtime/resolvers/fixtures/resources/static_text.js';
import { template } from '../runtime/resolvers/fixtures/resources/template.js';
import { watched } from '../runtime/resolvers/fixtures/resources/watched.js';
import { words } from '../runtime/resolvers/fixtures/completions/words.js';
import { handleTestTriggerPromptChange } from './tools/fixtures/changes/test_trigger_prompt_change.js';
import { handleTestTriggerToolChange } from './tools/fixtures/changes/test_trigger_tool_change.js';
import {
  handleTestInputRequiredResultCapabilities,
} from './tools/fixtures/client/test_input_required_result_capabilities.js';
import {
  handleTestInputRequiredResultListRoots,
} from './tools/fixtures/client/test_input_required_result_list_roots.js';
import { handleTestInputRequiredResultSampling } from './tools/fixtures/client/test_input_required_result_sampling.js';
import { handleTestLoggingTool } from './tools/fixtures/client/test_logging_tool.js';
import { handleTestMissingCapability } from './tools/fixtures/client/test_missing_capability.js';
import { handleTestSampling } from './tools/fixtures/client/test_sampling.js';
import { handleTestToolWithLogging } from './tools/fixtures/client/test_tool_with_logging.js';
import { handleJsonSchema202012Tool } from './tools/fixtures/content/json_schema_2020_12_tool.js';
import { handleTestAudioContent } from './tools/fixtures/content/test_audio_content.js';
import { handleTestEmbeddedResource } from './tools/fixtures/content/test_embedded_resource.js';
import { handleTestErrorHandling } from './tools/fixtures/content/test_error_handling.js';
import { handleTestHeaders } from './tools/fixtures/content/test_headers.js';
import { handleTestImageContent } from './tools/fixtures/content/test_image_content.js';
import { handleTestMultipleContentTypes } from './tools/fixtures/content/test_multiple_content_types.js';
import { handleTestSimpleText } from './tools/fixtures/content/test_simple_text.js';
import { handleTestToolWithProgress } from './tools/fixtures/content/test_tool_with_progress.js';
import { handleTestElicitation } from './tools/fixtures/questions/test_elicitation.js';
import { handleTestElicitationSep1034Defaults } from './tools/fixtures/questions/test_elicitation_sep1034_defaults.js';
import { handleTestElicitationSep1330Enums } from './tools/fixtures/questions/test_elicitation_sep1330_enums.js';
import {
  handleTestInputRequiredResultElicitation,
} from './tools/fixtures/questions/test_input_required_result_elicitation.js';
import {
  handleTestInputRequiredResultMultiRound,
} from './tools/fixtures/questions/test_input_required_result_multi_round.js';
import {
  handleTestInputRequiredResultMultipleInputs,
} from './tools/fixtures/questions/test_input_required_result_multiple_inputs.js';
import {
  handleTestInputRequiredResultRequestState,
} from './tools/fixtures/questions/test_input_required_result_request_state.js';
import {
  handleTestInputRequiredResultTamperedState,
} from './tools/fixtures/questions/test_input_required_result_tampered_state.js';
import { handleTestStreamingElicitation } from './tools/fixtures/questions/test_streaming_elicitation.js';
import { handleStaticBinary } from './resources/fixtures/static_binary.js';
import { handleStaticText } from './resources/fixtures/static_text.js';
import { handleTemplate } from './resources/fixtures/template.js';
import { handleWatched } from './resources/fixtures/watched.js';
import { completeWords } from './completions/fixtures/words.js';

/** What the resolvers ask of the application, all together. */
export type App = AppOf<typeof testTriggerPromptChange> &
  AppOf<typeof testTriggerToolChange> &
  AppOf<typeof testInputRequiredResultCapabilities> &
  AppOf<typeof testInputRequiredResultListRoots> &
  AppOf<typeof testInputRequiredResultSampling> &
  AppOf<typeof testLoggingTool> &
  AppOf<typeof testMissingCapability> &
  AppOf<typeof testSampling> &
  AppOf<typeof testToolWithLogging> &
  AppOf<typeof jsonSchema202012Tool> &
  AppOf<typeof testAudioContent> &
  AppOf<typeof testEmbeddedResource> &
  AppOf<typeof testErrorHandling> &
  AppOf<typeof testHeaders> &
  AppOf<typeof testImageContent> &
  AppOf<typeof testMultipleContentTypes> &
  AppOf<typeof testSimpleText> &
  AppOf<typeof testToolWithProgress> &
  AppOf<typeof testElicitation> &
  AppOf<typeof testElicitationSep1034Defaults> &
  AppOf<typeof testElicitationSep1330Enums> &
  AppOf<typeof testInputRequiredResultElicitation> &
  AppOf<typeof testInputRequiredResultMultiRound> &
  AppOf<typeof testInputRequiredResultMultipleInputs> &
  AppOf<typeof testInputRequiredResultRequestState> &
  AppOf<typeof testInputRequiredResultTamperedState> &
  AppOf<typeof testStreamingElicitation> &
  AppOf<typeof staticBinary> &
  AppOf<typeof staticText> &
  AppOf<typeof template> &
  AppOf<typeof watched> &
  AppOf<typeof words>;

/** Every tool, resource and completion with the code behind it. */
export function createResolvers(app: App): readonly AnyHandler[] {
  // A factory that needs nothing of the application takes no parameter.
  const make = <Resolver>(factory: (app: App) => Resolver): Resolver => factory(app);
  return [
    handleTestTriggerPromptChange(make(testTriggerPromptChange)),
    handleTestTriggerToolChange(make(testTriggerToolChange)),
    handleTestInputRequiredResultCapabilities(make(testInputRequiredResultCapabilities)),
    handleTestInputRequiredResultListRoots(make(testInputRequiredResultListRoots)),
    handleTestInputRequiredResultSampling(make(testInputRequiredResultSampling)),
    handleTestLoggingTool(make(testLoggingTool)),
    handleTestMissingCapability(make(testMissingCapability)),
    handleTestSampling(make(testSampling)),
    handleTestToolWithLogging(make(testToolWithLogging)),
    handleJsonSchema202012Tool(make(jsonSchema202012Tool)),
    handleTestAudioContent(make(testAudioContent)),
    handleTestEmbeddedResource(make(testEmbeddedResource)),
    handleTestErrorHandling(make(testErrorHandling)),
    handleTestHeaders(make(testHeaders)),
    handleTestImageContent(make(testImageContent)),
    handleTestMultipleContentTypes(make(testMultipleContentTypes)),
    handleTestSimpleText(make(testSimpleText)),
    handleTestToolWithProgress(make(testToolWithProgress)),
    handleTestElicitation(make(testElicitation)),
    handleTestElicitationSep1034Defaults(make(testElicitationSep1034Defaults)),
    handleTestElicitationSep1330Enums(make(testElicitationSep1330Enums)),
    handleTestInputRequiredResultElicitation(make(testInputRequiredResultElicitation)),
    handleTestInputRequiredResultMultiRound(make(testInputRequiredResultMultiRound)),
    handleTestInputRequiredResultMultipleInputs(make(testInputRequiredResultMultipleInputs)),
    handleTestInputRequiredResultRequestState(make(testInputRequiredResultRequestState)),
    handleTestInputRequiredResultTamperedState(make(testInputRequiredResultTamperedState)),
    handleTestStreamingElicitation(make(testStreamingElicitation)),
    handleStaticBinary(make(staticBinary)),
    handleStaticText(make(staticText)),
    handleTemplate(make(template)),
    handleWatched(make(watched)),
    completeWords(make(words)),
  ];
}
