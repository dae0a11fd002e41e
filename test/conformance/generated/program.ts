// Generated from spec/. Change the files there and run `npx toolwright generate`.
import type { Program } from 'toolwright/runtime';
import { server } from './server.js';
import { testTriggerPromptChange } from './tools/fixtures/changes/test_trigger_prompt_change.js';
import { testTriggerToolChange } from './tools/fixtures/changes/test_trigger_tool_change.js';
import {
  testInputRequiredResultCapabilities,
} from './tools/fixtures/client/test_input_required_result_capabilities.js';
import { testInputRequiredResultListRoots } from './tools/fixtures/client/test_input_required_result_list_roots.js';
import { testInputRequiredResultSampling } from './tools/fixtures/client/test_input_required_result_sampling.js';
import { testLoggingTool } from './tools/fixtures/client/test_logging_tool.js';
import { testMissingCapability } from './tools/fixtures/client/test_missing_capability.js';
import { testSampling } from './tools/fixtures/client/test_sampling.js';
import { testToolWithLogging } from './tools/fixtures/client/test_tool_with_logging.js';
import { jsonSchema202012Tool } from './tools/fixtures/content/json_schema_2020_12_tool.js';
import { testAudioContent } from './tools/fixtures/content/test_audio_content.js';
import { testEmbeddedResource } from './tools/fixtures/content/test_embedded_resource.js';
import { testErrorHandling } from './tools/fixtures/content/test_error_handling.js';
import { testHeaders } from './tools/fixtures/content/test_headers.js';
import { testImageContent } from './tools/fixtures/content/test_image_content.js';
import { testMultipleContentTypes } from './tools/fixtures/content/test_multiple_content_types.js';
import { testSimpleText } from './tools/fixtures/content/test_simple_text.js';
import { testToolWithProgress } from './tools/fixtures/content/test_tool_with_progress.js';
import { testElicitation } from './tools/fixtures/questions/test_elicitation.js';
import { testElicitationSep1034Defaults } from './tools/fixtures/questions/test_elicitation_sep1034_defaults.js';
import { testElicitationSep1330Enums } from './tools/fixtures/questions/test_elicitation_sep1330_enums.js';
import {
  testInputRequiredResultElicitation,
} from './tools/fixtures/questions/test_input_required_result_elicitation.js';
import {
  testInputRequiredResultMultiRound,
} from './tools/fixtures/questions/test_input_required_result_multi_round.js';
import {
  testInputRequiredResultMultipleInputs,
} from './tools/fixtures/questions/test_input_required_result_multiple_inputs.js';
import {
  testInputRequiredResultRequestState,
} from './tools/fixtures/questions/test_input_required_result_request_state.js';
import {
  testInputRequiredResultTamperedState,
} from './tools/fixtures/questions/test_input_required_result_tampered_state.js';
import { testStreamingElicitation } from './tools/fixtures/questions/test_streaming_elicitation.js';
import { staticBinary } from './resources/fixtures/static_binary.js';
import { staticText } from './resources/fixtures/static_text.js';
import { template } from './resources/fixtures/template.js';
import { watched } from './resources/fixtures/watched.js';
import { testInputRequiredResultPrompt } from './prompts/fixtures/test_input_required_result_prompt.js';
import { testPromptWithArguments } from './prompts/fixtures/test_prompt_with_arguments.js';
import { testPromptWithEmbeddedResource } from './prompts/fixtures/test_prompt_with_embedded_resource.js';
import { testPromptWithImage } from './prompts/fixtures/test_prompt_with_image.js';
import { testSimplePrompt } from './prompts/fixtures/test_simple_prompt.js';

export const program: Program = {
  server,
  tools: [
    testTriggerPromptChange,
    testTriggerToolChange,
    testInputRequiredResultCapabilities,
    testInputRequiredResultListRoots,
    testInputRequiredResultSampling,
    testLoggingTool,
    testMissingCapability,
    testSampling,
    testToolWithLogging,
    jsonSchema202012Tool,
    testAudioContent,
    testEmbeddedResource,
    testErrorHandling,
    testHeaders,
    testImageContent,
    testMultipleContentTypes,
    testSimpleText,
    testToolWithProgress,
    testElicitation,
    testElicitationSep1034Defaults,
    testElicitationSep1330Enums,
    testInputRequiredResultElicitation,
    testInputRequiredResultMultiRound,
    testInputRequiredResultMultipleInputs,
    testInputRequiredResultRequestState,
    testInputRequiredResultTamperedState,
    testStreamingElicitation,
  ],
  resources: [staticBinary, staticText, template, watched],
  prompts: [
    testInputRequiredResultPrompt,
    testPromptWithArguments,
    testPromptWithEmbeddedResource,
    testPromptWithImage,
    testSimplePrompt,
  ],
};
